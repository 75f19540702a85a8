import {
  Button,
  ErrorSummary,
  Form,
  Heading,
  Layout,
  type PageContext,
  Paragraph,
  Radios,
  TextArea,
} from '../../../design/index.ts';
import { type Held, type HeldRecord, tokenOf, type Ward } from '../../../exchange/index.ts';
import { say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { LONGEST_CLAIM } from '../../../services/index.ts';
import { OfField } from './of-field.tsx';
import { titleOf, valueIn } from './records.tsx';
import { addressOf } from './whose.ts';
import { MY_DATA } from './words.ts';

/** What was sent and could not be taken. */
export interface Attempt {
  field?: string | undefined;
  claimed: string;
  problem: { of: 'field' | 'claimed'; text: Text };
}

/** The fields of a record that can be corrected: which record it is, they do not say. */
export const correctable = ({ registry }: HeldRecord): string[] =>
  Object.keys(registry.fields).filter((name) => name !== registry.subject && name !== registry.key);

interface DisputePageProps {
  gov: Government;
  context: PageContext;
  held: Held;
  one: HeldRecord;
  ward: Ward | undefined;
  attempt?: Attempt;
}

/** Says which value of a record is wrong, and what is right. */
export function DisputePage({ gov, context, held, one, ward, attempt }: DisputePageProps) {
  const { locale } = context;
  const { agency } = one.registry;
  const problem = attempt?.problem;
  const errorOf = (field: string) => (problem?.of === field ? problem.text[locale] : undefined);
  const fields = correctable(one);
  const chosen = attempt?.field ?? (fields.length === 1 ? fields[0] : undefined);
  return (
    <Layout
      context={context}
      title={MY_DATA.disputeTitle[locale]}
      back={{ href: addressOf('/my-data', ward), text: MY_DATA.title[locale] }}
      failed={attempt !== undefined}
    >
      <ErrorSummary locale={locale} errors={problem ? [{ text: problem.text[locale], href: `#${problem.of}` }] : []} />
      <Heading size="xl" caption={titleOf(one, held, locale)}>
        {MY_DATA.disputeTitle[locale]}
      </Heading>
      <Paragraph>
        {say(MY_DATA.disputeLead, locale, { agency: gov.pack.agencies.get(agency)?.title[locale] ?? agency })}
      </Paragraph>
      <Form action="/my-data/disputes">
        <input type="hidden" name="record" value={tokenOf(one)} />
        <OfField ward={ward} />
        <Radios
          locale={locale}
          name="field"
          label={MY_DATA.whichIsWrong[locale]}
          small
          error={errorOf('field')}
          {...(chosen && { value: chosen })}
          items={fields.map((name) => ({
            value: name,
            text: one.registry.fields[name]!.title[locale],
            hint: valueIn(gov, locale, held, one, name),
          }))}
        />
        <TextArea
          locale={locale}
          name="claimed"
          label={MY_DATA.whatIsRight[locale]}
          hint={MY_DATA.whatIsRightHint[locale]}
          rows={3}
          maxLength={LONGEST_CLAIM}
          value={attempt?.claimed}
          error={errorOf('claimed')}
        />
        <Button>{MY_DATA.ask[locale]}</Button>
      </Form>
    </Layout>
  );
}
