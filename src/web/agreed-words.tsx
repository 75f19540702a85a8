import { List, Paragraph, SummaryList } from '../design/index.ts';
import type { Agreed, ConsentWords } from '../exchange/index.ts';
import type { Locale } from '../kernel/index.ts';

/** What somebody agrees to or has agreed to, in its very words and their order, and nothing else. */
export function Shown({ locale, words }: { locale: Locale; words: ConsentWords }) {
  return (
    <>
      <SummaryList
        locale={locale}
        rows={words.rows.map(({ label, lines }) => ({
          key: label,
          value: lines.length === 1 ? lines[0] : <List kind="plain" items={lines} />,
        }))}
      />
      {words.notes.map((note) => (
        <Paragraph key={note}>{note}</Paragraph>
      ))}
    </>
  );
}

/** The same in the language in which it was agreed to, whichever the page has. */
export const AgreedWords = ({ locale, agreed: { words, locale: own } }: { locale: Locale; agreed: Agreed }) => (
  <div lang={own === locale ? undefined : own}>
    <Shown locale={own} words={words} />
  </div>
);
