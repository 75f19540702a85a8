import { InsetText, Paragraph, Section, SummaryList, Table } from '../../../../design/index.ts';
import { type Locale, say } from '../../../../kernel/index.ts';
import type { AnsweredContent } from '../../../../programmes/index.ts';
import { PAYOUT_STATE } from '../../../statements/payout-words.ts';
import { countText } from './payouts.tsx';
import { PROBLEM_TEXT, TREASURY } from './words.ts';

const CHANGES = ['accepted', 'settled', 'rejected', 'returned'] as const;

/** What an answer of the bank has changed, and what somebody has to look at. */
export function AnswerReport({ locale, content }: { locale: Locale; content: AnsweredContent }) {
  const { unchanged, settlements, people = 0, problems, firstProblems } = content;
  return (
    <Section id="changed" title={TREASURY.changed[locale]}>
      <SummaryList
        locale={locale}
        rows={[
          ...CHANGES.filter((name) => content[name] > 0).map((name) => ({
            key: PAYOUT_STATE[name].text[locale],
            value: countText(content[name]),
          })),
          ...(unchanged > 0 ? [{ key: TREASURY.unchanged[locale], value: countText(unchanged) }] : []),
          ...(settlements > 0
            ? [
                {
                  key: TREASURY.settlementsBack[locale],
                  value: say(TREASURY.settlementsBackHelp, locale, { count: countText(settlements) }),
                },
              ]
            : []),
          ...(people > 0
            ? [
                {
                  key: TREASURY.peopleBack[locale],
                  value: say(TREASURY.peopleBackHelp, locale, { count: countText(people) }),
                },
              ]
            : []),
        ]}
      />
      {problems > 0 && (
        <>
          <InsetText>
            <strong>{TREASURY.problems[locale]}</strong>
            <Paragraph>{say(TREASURY.problemsHelp, locale, { count: countText(problems) })}</Paragraph>
          </InsetText>
          <Table
            id="problems"
            caption={TREASURY.problems[locale]}
            captionHidden
            narrow="cards"
            dense
            columns={[
              { header: TREASURY.payment[locale] },
              { header: TREASURY.code[locale] },
              { header: TREASURY.why[locale] },
            ]}
            rows={firstProblems.map(({ endToEndId, status, problem }) => [
              <code>{endToEndId}</code>,
              <span>{status}</span>,
              <span>{PROBLEM_TEXT[problem][locale]}</span>,
            ])}
          />
        </>
      )}
    </Section>
  );
}
