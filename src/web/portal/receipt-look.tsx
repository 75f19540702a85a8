import { DateText, SummaryList } from '../../design/index.ts';
import type { Locale } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Disclosure } from '../../registry/index.ts';
import { ACCOUNT } from './account-words.ts';
import { What, Who, Why } from './looks.tsx';
import type { Readers } from './readers.ts';

interface LookContentProps {
  gov: Government;
  locale: Locale;
  disclosure: Disclosure;
  readers: Readers;
}

/** What was recorded of a look at somebody's data, as they read it. The file of the receipt has it to the letter. */
export function LookContent({ gov, locale, disclosure, readers }: LookContentProps) {
  const one = { gov, locale, disclosure };
  const at = disclosure.at.toISOString();
  return (
    <SummaryList
      locale={locale}
      rows={[
        {
          key: ACCOUNT.when[locale],
          value: <DateText locale={locale} iso={at} zone={gov.pack.timeZone} form="time" />,
        },
        { key: ACCOUNT.who[locale], value: <Who {...one} readers={readers} /> },
        { key: ACCOUNT.what[locale], value: <What {...one} /> },
        { key: ACCOUNT.purpose[locale], value: <Why {...one} /> },
      ]}
    />
  );
}
