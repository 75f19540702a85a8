import { DateText, SummaryList } from '../../../design/index.ts';
import { COUNTER, type OpenedConsentAct } from '../../../exchange/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { ACTS, CONSENTS } from './words.ts';

interface ConsentActProps {
  gov: Government;
  locale: Locale;
  act: OpenedConsentAct;
}

/** What was recorded of an act on a consent, as people read it. The file of the receipt has it to the letter. */
export function ConsentActContent({ gov, locale, act: { kind, content } }: ConsentActProps) {
  const fields = (content.fields as string[]).map((path) => {
    const [registry = '', field = ''] = path.split('.');
    return gov.pack.registries.get(registry)?.fields[field]?.title[locale] ?? path;
  });
  const time = (iso: unknown) => <DateText locale={locale} iso={String(iso)} zone={gov.pack.timeZone} form="time" />;
  return (
    <SummaryList
      locale={locale}
      rows={[
        { key: CONSENTS.what[locale], value: ACTS[kind][locale] },
        { key: CONSENTS.when[locale], value: time(content.at) },
        { key: CONSENTS.recipient[locale], value: partyText(gov, String(content.party), locale) },
        { key: CONSENTS.nowSends[locale], value: [...fields, ...(content.statements as string[])].join(' · ') },
        { key: CONSENTS.until[locale], value: time(content.until) },
      ]}
    />
  );
}

const partyText = ({ pack }: Government, party: string, locale: Locale): string =>
  party === COUNTER ? CONSENTS.counter[locale] : (pack.relyingParties.get(party)?.title[locale] ?? party);
