import {
  Button,
  DateText,
  ErrorSummary,
  Form,
  Heading,
  Link,
  OfficeLayout,
  type PageContext,
  SummaryList,
  TextArea,
} from '../../../design/index.ts';
import type { Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { DisclosureAlarm } from '../../../registry/index.ts';
import { AlarmState, What, Who, Why } from './alarm.tsx';
import { NOT_ALLOWED } from './words.ts';

export interface AlarmPageProps {
  gov: Government;
  context: PageContext;
  officer: { agency: string };
  alarm: DisclosureAlarm;
  /** What was written, where it is not right. */
  settlement?: string;
  problem?: Text;
  refused?: Text;
}

/** One look that nothing allowed: where an officer writes down what they found, or what they have written. */
export function AlarmPage({ gov, context, officer, alarm, settlement, problem, refused }: AlarmPageProps) {
  const { locale } = context;
  const one = { gov, locale, alarm };
  const time = (at: Date) => <DateText locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} form="time" />;
  const errors = [
    ...(refused ? [{ text: refused[locale] }] : []),
    ...(problem ? [{ text: problem[locale], href: '#settlement' }] : []),
  ];
  return (
    <OfficeLayout
      context={context}
      title={NOT_ALLOWED.one[locale]}
      service={gov.pack.agencies.get(officer.agency)?.title[locale]}
      back={{ href: '/office/looks', text: NOT_ALLOWED.title[locale] }}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      <Heading>{NOT_ALLOWED.one[locale]}</Heading>
      <SummaryList
        locale={locale}
        rows={[
          { key: NOT_ALLOWED.state[locale], value: <AlarmState locale={locale} alarm={alarm} /> },
          { key: NOT_ALLOWED.when[locale], value: time(alarm.at) },
          { key: NOT_ALLOWED.who[locale], value: <Who {...one} /> },
          { key: NOT_ALLOWED.what[locale], value: <What {...one} /> },
          { key: NOT_ALLOWED.why[locale], value: <Why {...one} /> },
          ...(alarm.settledAt
            ? [
                { key: NOT_ALLOWED.settledAt[locale], value: time(alarm.settledAt) },
                { key: NOT_ALLOWED.found[locale], value: alarm.settlement ?? NOT_ALLOWED.erased[locale] },
                {
                  key: NOT_ALLOWED.proof[locale],
                  value: <Link href={`/receipts/${alarm.entry}`}>{NOT_ALLOWED.receipt[locale]}</Link>,
                },
              ]
            : []),
        ]}
      />
      {!alarm.settledAt && (
        <Form action={`/office/looks/${alarm.id}`}>
          <TextArea
            locale={locale}
            name="settlement"
            label={NOT_ALLOWED.found[locale]}
            hint={NOT_ALLOWED.foundHint[locale]}
            rows={5}
            value={settlement}
            error={problem?.[locale]}
          />
          <Button>{NOT_ALLOWED.settle[locale]}</Button>
        </Form>
      )}
    </OfficeLayout>
  );
}
