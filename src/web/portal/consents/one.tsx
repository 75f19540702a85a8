import {
  Button,
  Checkboxes,
  DateText,
  Details,
  Form,
  formatDate,
  Heading,
  InsetText,
  Layout,
  Link,
  NotificationBanner,
  type PageContext,
  Paragraph,
  Section,
  SummaryList,
  Table,
  Tag,
} from '../../../design/index.ts';
import type { ConsentAct, ConsentProof, Deletion, Template } from '../../../exchange/index.ts';
import { isInForce, requiredOf } from '../../../exchange/index.ts';
import { type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { Shown } from '../../agreed-words.tsx';
import type { Listed } from './list.tsx';
import { ConsentState } from './shown.tsx';
import { ACTS, CONSENTS } from './words.ts';

export interface ConsentPageProps extends Listed {
  gov: Government;
  context: PageContext;
  /** None at a counter, and where it says what registers hold no more. */
  template: Template | undefined;
  /** None once it is erased. */
  proof: ConsentProof | undefined;
  /** Whether the signature fits; undefined where there is none. */
  verified: boolean | undefined;
  acts: readonly ConsentAct[];
  /** Of what it gave, once that was demanded. */
  deletion: Deletion | undefined;
  done: Text | undefined;
}

/** One consent: how it stands, what can be done with it, what was agreed to in its very words, and what became of it. */
export function ConsentPage(props: ConsentPageProps) {
  const { gov, context, consent, party, acts, template, done } = props;
  const { locale } = context;
  return (
    <Layout context={context} title={party[locale]} back={{ href: '/my-data/consents', text: CONSENTS.title[locale] }}>
      {done && <NotificationBanner locale={locale} tone="success" heading={done[locale]} />}
      <Heading>{party[locale]}</Heading>
      <Facts {...props} />
      <Manage {...props} />
      <Section id="words" title={CONSENTS.asShown[locale]}>
        <AsShown {...props} />
      </Section>
      <Section id="history" title={CONSENTS.history[locale]}>
        <History gov={gov} locale={locale} acts={acts} />
        {template && (
          <Paragraph>
            <Link href={`/my-data/consents/${consent.id}/receipt`} download>
              {CONSENTS.file[locale]}
            </Link>
          </Paragraph>
        )}
      </Section>
    </Layout>
  );
}

function Facts({ gov, context: { locale }, consent, template, deletion }: ConsentPageProps) {
  const { answeredAt } = consent;
  const inForce = isInForce(consent, gov.clock.now());
  const sends = template && [
    ...template.fields.filter(({ path }) => consent.fields.includes(path)).map(({ title }) => title[locale]),
    ...[...template.data.statements.values()]
      .filter(({ id }) => consent.statements.includes(id))
      .map(({ title }) => title[locale]),
  ];
  const rows = [
    {
      key: CONSENTS.state[locale],
      value: <ConsentState consent={consent} locale={locale} now={gov.clock.now()} />,
    },
    ...(template ? [{ key: CONSENTS.purposeOf[locale], value: template.purpose[locale] }] : []),
    ...(sends ? [{ key: (inForce ? CONSENTS.nowSends : CONSENTS.sent)[locale], value: sends.join(' · ') }] : []),
    {
      key: CONSENTS.answered[locale],
      value: answeredAt ? <Time gov={gov} locale={locale} at={answeredAt} /> : CONSENTS.never[locale],
    },
    ...(deletion ? [{ key: CONSENTS.deletion[locale], value: <Deleted {...{ gov, locale, deletion }} /> }] : []),
  ];
  return <SummaryList locale={locale} rows={rows} />;
}

/** What became of the demand to delete what a consent gave. Who is late is named in public. */
function Deleted({ gov, locale, deletion }: { gov: Government; locale: Locale; deletion: Deletion }) {
  const { dueAt, acknowledgedAt, entry } = deletion;
  const state = acknowledgedAt ? 'deletionDone' : dueAt <= gov.clock.now() ? 'deletionLate' : 'deletionDemanded';
  const day = formatDate((acknowledgedAt ?? dueAt).toISOString(), locale, { zone: gov.pack.timeZone });
  return (
    <>
      {state === 'deletionLate' && (
        <>
          <Tag tone="danger">{CONSENTS.overdue[locale]}</Tag>{' '}
        </>
      )}
      {say(CONSENTS[state], locale, { day })}{' '}
      {entry && (
        <Link href={`/receipts/${entry}`} hidden={CONSENTS.deletion[locale]}>
          {CONSENTS.receipt[locale]}
        </Link>
      )}
      {state === 'deletionLate' && <Link href="/purposes/overdue">{CONSENTS.whoIsLate[locale]}</Link>}
    </>
  );
}

/** What can be done with a consent that is in force, or was used up and may still be taken back. */
function Manage(props: ConsentPageProps) {
  const { gov, context, consent } = props;
  const { locale } = context;
  const path = `/my-data/consents/${consent.id}`;
  const inForce = isInForce(consent, gov.clock.now());
  if (!inForce && consent.state !== 'used') return null;
  return (
    <>
      {inForce && (
        <Form action={`${path}/${consent.state === 'paused' ? 'resume' : 'pause'}`}>
          {consent.state === 'given' && <Paragraph>{CONSENTS.pauseHelp[locale]}</Paragraph>}
          <Button variant="secondary">{(consent.state === 'paused' ? CONSENTS.resume : CONSENTS.pause)[locale]}</Button>
        </Form>
      )}
      {inForce && <Less {...props} path={path} />}
      <Details summary={CONSENTS.withdraw[locale]}>
        <Paragraph>{CONSENTS.withdrawHelp[locale]}</Paragraph>
        <Form action={`${path}/withdraw`}>
          <Button variant="warning">{CONSENTS.withdrawButton[locale]}</Button>
        </Form>
      </Details>
    </>
  );
}

/** Fewer fields or statements, of those that may be refused one by one. */
function Less({ context: { locale }, consent, template, path }: ConsentPageProps & { path: string }) {
  if (!template) return null;
  const required = requiredOf(template);
  const items = [
    ...template.fields
      .filter((field) => consent.fields.includes(field.path) && !required.fields.includes(field.path))
      .map((field) => ({ value: field.path, text: field.title[locale] })),
    ...[...template.data.statements.values()]
      .filter(({ id }) => consent.statements.includes(id) && !required.statements.includes(id))
      .map(({ id, title }) => ({ value: id, text: title[locale] })),
  ];
  if (items.length === 0) return null;
  return (
    <Details summary={CONSENTS.less[locale]}>
      <Form action={`${path}/change`}>
        <Checkboxes
          locale={locale}
          name="item"
          label={CONSENTS.nowSends[locale]}
          hint={CONSENTS.lessHelp[locale]}
          values={[...consent.fields, ...consent.statements]}
          items={items}
        />
        <Button variant="secondary">{CONSENTS.save[locale]}</Button>
      </Form>
    </Details>
  );
}

/** The words that were shown, in the language in which they were. */
function AsShown({ gov, context: { locale }, consent, proof, verified }: ConsentPageProps) {
  if (!proof) return <InsetText>{CONSENTS.erased[locale]}</InsetText>;
  const by = proof.signature?.kind === 'wallet' ? CONSENTS.signedByWallet : CONSENTS.signedOk;
  const signature = verified === undefined ? CONSENTS.unsigned : verified ? by : CONSENTS.signedNot;
  return (
    <>
      <Paragraph>
        {say(CONSENTS.asShownHelp, locale, {
          time: formatDate(consent.givenAt.toISOString(), locale, { zone: gov.pack.timeZone, form: 'time' }),
        })}
      </Paragraph>
      <div lang={consent.locale === locale ? undefined : consent.locale}>
        <h3 class="govuk-heading-m">{proof.words.title}</h3>
        <Shown locale={consent.locale} words={proof.words} />
      </div>
      <InsetText>
        <strong>{CONSENTS.signedBy[locale]}:</strong> {signature[locale]}
      </InsetText>
    </>
  );
}

function History({ gov, locale, acts }: Pick<ConsentPageProps, 'gov' | 'acts'> & { locale: Locale }) {
  return (
    <Table
      id="history-table"
      caption={CONSENTS.history[locale]}
      captionHidden
      narrow="cards"
      rowHeaders
      columns={[
        { header: CONSENTS.what[locale] },
        { header: CONSENTS.when[locale] },
        { header: CONSENTS.proof[locale] },
      ]}
      rows={acts.toReversed().map(({ kind, at, entry }) => [
        ACTS[kind][locale],
        <Time key="at" gov={gov} locale={locale} at={at} />,
        <Link key="proof" href={`/receipts/${entry}`} hidden={ACTS[kind][locale]}>
          {CONSENTS.receipt[locale]}
        </Link>,
      ])}
    />
  );
}

const Time = ({ gov, locale, at }: { gov: Government; locale: Locale; at: Date }) => (
  <DateText locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} form="time" />
);
