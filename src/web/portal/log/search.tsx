import { Button, Form, Link, Paragraph, TextInput } from '../../../design/index.ts';
import { AppError, type Locale, type Text } from '../../../kernel/index.ts';
import { receiptOf } from '../../../log/index.ts';
import type { Site } from '../../site.ts';
import { countText } from './numbers.ts';
import { LOG } from './words.ts';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** What a search leads to: another page, or what is wrong with it. */
export type Found = { href: string } | { error: Text; values: (locale: Locale) => Record<string, string> };

const mistake = (error: Text, values: (locale: Locale) => Record<string, string> = () => ({})): Found => ({
  error,
  values,
});

/**
 * Finds what somebody asks for: the number of a proof, by itself or anywhere in an address, or that of a line, counted from
 * 1 as people do.
 * @param size how many lines are published.
 */
export async function findIn({ gov, log }: Pick<Site, 'gov' | 'log'>, query: string, size: number): Promise<Found> {
  const entry = UUID.exec(query)?.[0].toLowerCase();
  if (entry) return (await hasEntry({ gov, log }, entry)) ? { href: `/receipts/${entry}` } : mistake(LOG.noSuchProof);
  const digits = query.normalize('NFKC').replaceAll(/[\s,.#]/g, '');
  if (!/^\d{1,15}$/.test(digits)) return mistake(LOG.noNumber);
  const number = Number(digits);
  if (size === 0) return mistake(LOG.noLinesToFind);
  if (number < 1 || number > size) return mistake(LOG.noSuchLine, (locale) => ({ size: countText(size, locale) }));
  return { href: `/log/entries/${number - 1}` };
}

async function hasEntry({ gov, log }: Pick<Site, 'gov' | 'log'>, entry: string): Promise<boolean> {
  try {
    await receiptOf(gov.db, log, entry);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return false;
    throw error;
  }
}

interface SearchProps {
  locale: Locale;
  query: string;
  /** What was wrong with the query. */
  error: string | undefined;
}

/** The search for a line, by the number of its proof or its own. */
export function Search({ locale, query, error }: SearchProps) {
  return (
    <div class="md-log-search">
      <Form action="/log" method="get">
        <TextInput
          locale={locale}
          name="q"
          label={LOG.findLabel[locale]}
          hint={LOG.findHint[locale]}
          value={query}
          spellCheck={false}
          autoComplete="off"
          {...(error && { error })}
        />
        <Button variant="secondary">{LOG.findButton[locale]}</Button>
      </Form>
      <Paragraph>
        <Link href="/log/verify">{LOG.haveFile[locale]}</Link>
      </Paragraph>
    </div>
  );
}
