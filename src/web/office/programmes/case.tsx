import {
  Button,
  Columns,
  DateText,
  ErrorSummary,
  Form,
  Heading,
  InsetText,
  Money,
  NotificationBanner,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Radios,
  Section,
  Select,
  SummaryList,
  Table,
  Tag,
  TextArea,
} from '../../../design/index.ts';
import { say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { LONGEST_REASON, type OpenedSuspicion, type ProgrammeOfficer } from '../../../programmes/index.ts';
import { FRAUD, SIGNAL_TEXT } from './fraud-words.ts';
import { FreezeList } from './freeze-list.tsx';
import { ActHistory } from './history.tsx';
import { PROGRAMMES } from './words.ts';

/** A form of a case that was sent and could not be carried out. */
export interface CaseTried {
  form: 'decide' | 'freeze';
  typed: Readonly<Record<string, string | undefined>>;
  problems: Readonly<Record<string, Text>>;
}

export interface CasePageProps {
  gov: Government;
  context: PageContext;
  officer: ProgrammeOfficer;
  opened: OpenedSuspicion;
  tried?: CaseTried;
  refused?: Text;
  done?: 'cleared' | 'watched' | 'proposed';
}

/** One case: what stands out, what else it may be, the payments, and what can be done. */
export function CasePage(props: CasePageProps) {
  const { gov, context, officer, opened, tried, refused, done } = props;
  const { locale } = context;
  const { suspicion, programme, acts, freezes } = opened;
  const text = SIGNAL_TEXT[suspicion.signal];
  const here = `/office/programmes/${programme.id}`;
  const errors = [
    ...(refused ? [{ text: refused[locale] }] : []),
    ...Object.entries(tried?.problems ?? {}).map(([field, problem]) => ({
      text: problem[locale],
      href: `#${tried?.form}-${field}`,
    })),
  ];
  return (
    <OfficeLayout
      context={context}
      title={text.name[locale]}
      service={gov.pack.agencies.get(programme.agency)?.title[locale]}
      back={{ href: `${here}/fraud`, text: PROGRAMMES.fraud[locale] }}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      {done && <NotificationBanner locale={locale} tone="success" heading={DONE[done][locale]} />}
      <Heading caption={programme.title[locale]}>{text.name[locale]}</Heading>
      <Columns aside={<CaseForms {...props} />}>
        <SummaryList
          locale={locale}
          rows={[
            { key: FRAUD.evidence[locale], value: say(text.seen, locale, suspicion.measures) },
            { key: FRAUD.instead[locale], value: text.instead[locale] },
            { key: FRAUD.score[locale], value: say(FRAUD.scoreOf, locale, { score: suspicion.score }) },
            {
              key: FRAUD.states[locale],
              value: (
                <Tag tone={suspicion.state === 'frozen' ? 'danger' : 'info'}>{FRAUD[suspicion.state][locale]}</Tag>
              ),
            },
            {
              key: FRAUD.found[locale],
              value: (
                <DateText locale={locale} iso={suspicion.foundAt.toISOString()} zone={gov.pack.timeZone} form="time" />
              ),
            },
          ]}
        />
        {opened.names.size > 0 && <InsetText>{say(FRAUD.recorded, locale, { count: opened.names.size })}</InsetText>}
        <Payments {...props} />
        {freezes.length > 0 && (
          <Section id="freezes" title={PROGRAMMES.freezes[locale]}>
            <FreezeList {...{ gov, context, officer, freezes, names: opened.names, shops: shopNames(opened) }} />
          </Section>
        )}
        <ActHistory gov={gov} context={context} officer={officer} acts={acts} title={PROGRAMMES.history[locale]} />
      </Columns>
    </OfficeLayout>
  );
}

const DONE = { cleared: FRAUD.cleared, watched: FRAUD.watched, proposed: PROGRAMMES.freezes } as const;

const shopNames = ({ shops }: OpenedSuspicion) => new Map([...shops].map(([id, { name }]) => [id, name]));

/** A person's name, or where it is not known by which number they are told apart here. */
function walletName({ opened, context: { locale } }: CasePageProps, person: string): string {
  const nth = opened.suspicion.wallets.indexOf(person) + 1;
  return opened.names.get(person) ?? say(FRAUD.nthPerson, locale, { nth });
}

/** The payments one after another: small tables say more than drawings about who paid where within which minutes. */
function Payments(props: CasePageProps) {
  const { gov, context, opened } = props;
  const { locale } = context;
  const { payments, shops } = opened;
  const devices = [...new Set(payments.flatMap(({ device }) => device ?? []))];
  const money = (minor: number) => <Money locale={locale} minor={minor} currency={gov.pack.currency} />;
  const anyRefund = payments.some(({ refunded }) => refunded > 0);
  return (
    <Section id="payments" title={FRAUD.payments[locale]}>
      {payments.length === 0 && <Paragraph>{FRAUD.noPayments[locale]}</Paragraph>}
      {payments.length >= 40 && <Paragraph size="s">{say(FRAUD.firstShown, locale, { count: 40 })}</Paragraph>}
      {payments.length > 0 && (
        <Table
          id="case-payments"
          caption={FRAUD.payments[locale]}
          captionHidden
          narrow="cards"
          dense
          columns={[
            { header: FRAUD.at[locale] },
            { header: FRAUD.shop[locale] },
            { header: FRAUD.wallet[locale] },
            { header: FRAUD.device[locale] },
            { header: FRAUD.amount[locale], numeric: true },
            ...(anyRefund ? [{ header: FRAUD.refunded[locale], numeric: true }] : []),
          ]}
          rows={payments.map(({ at, shop, person, device, amount, refunded }) => [
            <DateText locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} form="time" />,
            <span>{shops.get(shop)?.name}</span>,
            <span>{person ? walletName(props, person) : FRAUD.note[locale]}</span>,
            <span>{device ? say(FRAUD.deviceNth, locale, { nth: devices.indexOf(device) + 1 }) : '–'}</span>,
            money(amount),
            ...(anyRefund ? [refunded > 0 ? money(refunded) : <span>–</span>] : []),
          ])}
        />
      )}
    </Section>
  );
}

function control({ context: { locale }, tried }: CasePageProps, form: CaseTried['form'], name: string) {
  const mine = tried?.form === form ? tried : undefined;
  const value = mine?.typed[name];
  const error = mine?.problems[name]?.[locale];
  return { locale, name, id: `${form}-${name}`, ...(value !== undefined && { value }), ...(error && { error }) };
}

function CaseForms(props: CasePageProps) {
  const { context, opened } = props;
  const { locale } = context;
  const { suspicion, programme, shops } = opened;
  if (suspicion.state === 'cleared') return null;
  const address = `/office/programmes/${programme.id}/fraud/${suspicion.id}`;
  const subjects = [
    ...suspicion.shops.map((id) => ({ value: `shop:${id}`, text: shops.get(id)?.name ?? id })),
    ...suspicion.wallets.map((id) => ({
      value: `wallet:${id}`,
      text: say(FRAUD.walletOf, locale, { name: walletName(props, id) }),
    })),
  ];
  const limit = LONGEST_REASON.toLocaleString('en');
  return (
    <>
      <Section id="decide" title={FRAUD.decide[locale]}>
        <Form action={`${address}/decide`}>
          <Radios
            {...control(props, 'decide', 'decision')}
            label={FRAUD.decision[locale]}
            small
            items={[
              { value: 'cleared', text: FRAUD.clear[locale] },
              { value: 'watched', text: FRAUD.watch[locale], disabled: suspicion.state === 'watched' },
            ]}
          />
          <TextArea
            {...control(props, 'decide', 'reason')}
            label={PROGRAMMES.reason[locale]}
            hint={say(FRAUD.reasonInside, locale, { count: limit })}
            rows={2}
          />
          <Button>{FRAUD.send[locale]}</Button>
        </Form>
      </Section>
      <Section id="freeze" title={FRAUD.propose[locale]}>
        <Paragraph size="s">{FRAUD.proposeHelp[locale]}</Paragraph>
        <Form action={`${address}/freeze`}>
          <Select
            {...control(props, 'freeze', 'subject')}
            label={FRAUD.what[locale]}
            options={[{ value: '', text: FRAUD.chooseWhat[locale] }, ...subjects]}
          />
          <TextArea
            {...control(props, 'freeze', 'reason')}
            label={PROGRAMMES.reason[locale]}
            hint={say(FRAUD.reasonTold, locale, { count: limit })}
            rows={3}
          />
          <Button variant="warning">{FRAUD.propose[locale]}</Button>
        </Form>
      </Section>
    </>
  );
}
