import type { ComponentChildren } from 'preact';
import { Link, List, Section, SummaryList } from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { AskedCredential, PartyUse } from '../../../pack/index.ts';
import { LawOf } from '../../findings.tsx';
import { PARTIES } from './party-words.ts';

/** One credential that is asked for, with what of it: `Resident card: 18 or older`. */
export function askedText({ type, claims, optional }: AskedCredential, locale: Locale): string {
  const card = type.title[locale];
  const names = [
    ...claims.map(({ title }) => title[locale]),
    ...optional.map(({ title }) => say(PARTIES.optional, locale, { claim: title[locale] })),
  ];
  return names.length === 0
    ? say(PARTIES.cardOnly, locale, { card })
    : say(PARTIES.cardClaims, locale, { card, claims: names.join(locale === 'zh-Hant' ? '、' : ', ') });
}

/** What a use asks for, one line for each way to answer. */
export const asksOf = ({ asks }: PartyUse, locale: Locale): string[] =>
  asks.map((option) => option.map((asked) => askedText(asked, locale)).join(PARTIES.and[locale]));

interface UseProps {
  locale: Locale;
  /** Its id. */
  party: string;
  use: PartyUse;
  /** Where it is told what of registers it may ask for, if anything. */
  dataHref?: string | undefined;
  /** What can be done about it. */
  children?: ComponentChildren;
}

/** One purpose of a relying party: what it may ask for, by which law, and what refusing means. */
export function PartyUseSection({ locale, party, use, dataHref, children }: UseProps) {
  const asks = asksOf(use, locale);
  return (
    <Section id={use.id} title={use.purpose[locale]}>
      <SummaryList
        locale={locale}
        rows={[
          ...(asks.length > 0 ? [{ key: PARTIES.asks[locale], value: <Asks {...{ asks, locale }} /> }] : []),
          ...(dataHref
            ? [{ key: PARTIES.data[locale], value: <Link href={dataHref}>{PARTIES.dataLink[locale]}</Link> }]
            : []),
          ...(use.law.length > 0
            ? [
                {
                  key: PARTIES.law[locale],
                  value: <List kind="plain" items={use.law.map((law) => <LawOf locale={locale} law={law} />)} />,
                },
              ]
            : []),
          ...(use.refusing ? [{ key: PARTIES.refusing[locale], value: use.refusing[locale] }] : []),
        ]}
      />
      {children}
      {asks.length > 0 && (
        <p class="govuk-body-s">
          <Link href={`/relying-parties/${party}/registrations/${use.id}`} hidden={use.purpose[locale]} download>
            {PARTIES.registration[locale]}
          </Link>
        </p>
      )}
    </Section>
  );
}

function Asks({ asks, locale }: { asks: readonly string[]; locale: Locale }) {
  if (asks.length === 1) return <>{asks[0]}</>;
  return (
    <>
      {PARTIES.anyOf[locale]}
      <List items={asks} />
    </>
  );
}
