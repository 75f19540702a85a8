import {
  Button,
  ButtonGroup,
  DateInput,
  Details,
  Form,
  Heading,
  Link,
  OfficeLayout,
  type PageContext,
  Paragraph,
  SummaryList,
  TextArea,
  TextInput,
  WarningText,
} from '../../../design/index.ts';
import { formatDay, formatMoney, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { LONGEST_REASON, type ProgrammeNow } from '../../../programmes/index.ts';
import { type ActForm, type ActName, actsFor, minorOf, type Problems } from './acts.ts';
import { DO_TEXT, PROGRAMMES } from './words.ts';

/** A form that was sent and could not be carried out: what was typed, and why. */
export interface Tried {
  name: ActName;
  form: ActForm;
  problems: Problems;
}

interface FormsProps {
  gov: Government;
  context: PageContext;
  now: ProgrammeNow;
  tried?: Tried | undefined;
}

/** Everything that can be done to a programme now, a form each. */
export function ActForms(props: FormsProps) {
  const { context, now } = props;
  const { locale } = context;
  return (
    <>
      {actsFor(now).map((name) => (
        <div key={name} id={name}>
          <Details summary={DO_TEXT[name].title[locale]} open={props.tried?.name === name}>
            <Paragraph size="s">{DO_TEXT[name].effect[locale]}</Paragraph>
            <Form action={`/office/programmes/${now.programme.id}/${name}`}>
              {name === 'fund' && <AmountInput {...props} />}
              {name === 'extend' && <DayInputs {...props} />}
              <TextArea
                {...control(props, name, 'reason')}
                label={PROGRAMMES.reason[locale]}
                hint={say(PROGRAMMES.reasonPublic, locale, { count: LONGEST_REASON.toLocaleString('en') })}
                rows={2}
              />
              <Button variant={name === 'pause' ? 'warning' : 'secondary'}>{PROGRAMMES.continue[locale]}</Button>
            </Form>
          </Details>
        </div>
      ))}
    </>
  );
}

function control({ context: { locale }, tried }: FormsProps, act: ActName, name: keyof ActForm) {
  const mine = tried?.name === act ? tried : undefined;
  const value = mine?.form[name];
  const error = mine?.problems[name]?.[locale];
  return { locale, name, id: `${act}-${name}`, ...(value !== undefined && { value }), ...(error && { error }) };
}

function AmountInput(props: FormsProps) {
  const { gov, context, now } = props;
  const { locale } = context;
  const most = formatMoney(now.programme.fund.limit - now.funded, gov.pack.currency, locale);
  return (
    <TextInput
      {...control(props, 'fund', 'amount')}
      label={`${PROGRAMMES.amount[locale]} (${gov.pack.currency.code})`}
      hint={say(PROGRAMMES.amountHint, locale, { most })}
      inputMode="decimal"
      width={20}
    />
  );
}

function DayInputs(props: FormsProps) {
  const { context, now } = props;
  const { locale } = context;
  return (
    <>
      <Paragraph size="s">{PROGRAMMES.extendHint[locale]}</Paragraph>
      <DateInput {...control(props, 'extend', 'take_until')} label={PROGRAMMES.newTakeUntil[locale]} single optional />
      {now.spendUntil && (
        <DateInput
          {...control(props, 'extend', 'spend_until')}
          label={PROGRAMMES.newSpendUntil[locale]}
          single
          optional
        />
      )}
    </>
  );
}

/** What is about to be done, once more in words, before it is. */
export function ConfirmPage(props: FormsProps & { name: ActName; form: ActForm; again: string }) {
  const { gov, context, now, name, form, again } = props;
  const { locale } = context;
  const { programme } = now;
  const text = DO_TEXT[name];
  const here = `/office/programmes/${programme.id}`;
  const minor = minorOf(gov, form.amount);
  const rows = [
    { key: PROGRAMMES.programme[locale], value: programme.title[locale] },
    { key: PROGRAMMES.what[locale], value: text.title[locale] },
    ...(name === 'fund' && minor
      ? [{ key: PROGRAMMES.amount[locale], value: formatMoney(minor, gov.pack.currency, locale) }]
      : []),
    ...dayRow(PROGRAMMES.newTakeUntil[locale], form.take_until),
    ...dayRow(PROGRAMMES.newSpendUntil[locale], form.spend_until),
    { key: PROGRAMMES.reason[locale], value: form.reason },
  ];
  function dayRow(key: string, day: string | undefined) {
    return name === 'extend' && day ? [{ key, value: formatDay(day, locale) }] : [];
  }
  return (
    <OfficeLayout
      context={context}
      title={PROGRAMMES.confirmTitle[locale]}
      service={gov.pack.agencies.get(programme.agency)?.title[locale]}
      back={{ href: here, text: programme.title[locale] }}
    >
      <Heading caption={programme.title[locale]}>{PROGRAMMES.confirmTitle[locale]}</Heading>
      <SummaryList locale={locale} rows={rows} />
      <WarningText locale={locale}>{text.effect[locale]}</WarningText>
      <Form action={`${here}/${name}`}>
        {Object.entries({ ...form, key: again, sure: 'yes' }).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <ButtonGroup>
          <Button variant={name === 'pause' ? 'warning' : 'primary'}>{PROGRAMMES.confirm[locale]}</Button>
          <Link href={here}>{PROGRAMMES.cancel[locale]}</Link>
        </ButtonGroup>
      </Form>
    </OfficeLayout>
  );
}
