import { DateText, Law, Link, Table } from '../../design/index.ts';
import { type Day, dayOf, formatDay, formatTime, type Locale, say } from '../../kernel/index.ts';
import { cite, type Government } from '../../pack/index.ts';
import type { Disclosure } from '../../registry/index.ts';
import { ACCOUNT } from './account-words.ts';
import { LOOK } from './look-words.ts';
import { postOf, type Readers } from './readers.ts';

/** One look at a person's data: what one reader saw at one moment for one purpose, in one registry or several. */
export type Look = readonly [Disclosure, ...Disclosure[]];

/** Disclosures as looks, by the day in the country's own zone; the order stays. */
export function looksByDay(gov: Government, disclosures: readonly Disclosure[]): Map<Day, Look[]> {
  const lookOf = ({ at, reader, use, agency, consent, purpose }: Disclosure) =>
    JSON.stringify([at, reader, use, agency, consent, purpose]);
  const looks = [...Map.groupBy(disclosures, lookOf).values()] as unknown as Look[];
  return Map.groupBy(looks, ([{ at }]) => dayOf(at, gov.pack.timeZone));
}

interface LookTableProps {
  gov: Government;
  locale: Locale;
  day: Day;
  looks: readonly Look[];
  readers: Readers;
}

/** The looks of one day: when, who, what, and for which purpose under which law or by which consent; each with its proof. */
export function LookTable({ gov, locale, day, looks, readers }: LookTableProps) {
  const columns = [ACCOUNT.when, ACCOUNT.who, ACCOUNT.what, ACCOUNT.purpose];
  return (
    <Table
      id={`looks-${day}`}
      caption={<DateText locale={locale} iso={day} />}
      captionHidden
      narrow="cards"
      columns={columns.map((text) => ({ header: text[locale] }))}
      rows={looks.map((look) => [
        <time datetime={look[0].at.toISOString()} key="when">
          {formatTime(look[0].at, locale, gov.pack.timeZone)}
        </time>,
        <Who key="who" gov={gov} locale={locale} disclosure={look[0]} readers={readers} />,
        <div key="what">
          {look.map((disclosure) => (
            <What key={disclosure.id} gov={gov} locale={locale} disclosure={disclosure} linked />
          ))}
        </div>,
        <Why key="why" gov={gov} locale={locale} disclosure={look[0]} />,
      ])}
    />
  );
}

// A cell is one element: on a narrow screen it stands beside its header in a grid of two.

interface OneProps extends Pick<LookTableProps, 'gov' | 'locale'> {
  disclosure: Disclosure;
}

/** Who looked: an officer by their role, a service, a relative, or whom an agency told. */
export function Who(props: OneProps & Pick<LookTableProps, 'readers'>) {
  const [who, how] = whoOf(props);
  return (
    <div>
      <strong>{who}</strong>
      <br />
      {how}
    </div>
  );
}

function whoOf({ gov, locale, disclosure, readers }: OneProps & Pick<LookTableProps, 'readers'>): [string, string] {
  const { agency: id, reader, readerKind } = disclosure;
  const { agencies, services, programmes, credentials } = gov.pack;
  const agency = agencies.get(id)?.title[locale] ?? id;
  if (readerKind === 'relative') return [ACCOUNT.aRelative[locale], ACCOUNT.onOwnPage[locale]];
  if (readerKind === 'party')
    return [readers.parties.get(reader)?.[locale] ?? reader, say(LOOK.toldBy, locale, { agency })];
  if (readerKind === 'service') {
    const declared = services.get(reader) ?? programmes.get(reader) ?? credentials.get(reader);
    return [agency, say(ACCOUNT.byService, locale, { service: declared?.title[locale] ?? reader })];
  }
  const roles = readers.roles.get(postOf(id, reader)) ?? [];
  const names = roles.map((role) => agencies.get(id)?.roles[role]?.[locale] ?? role);
  return [agency, names.join(' · ') || ACCOUNT.anOfficer[locale]];
}

/** What was seen: the registry and its fields, with a link to the proof where one is wanted. */
export function What({ gov, locale, disclosure, linked = false }: OneProps & { linked?: boolean }) {
  const { id, registry: name, fields, asked, isLogged } = disclosure;
  const registry = gov.pack.registries.get(name);
  const title = registry?.title[locale] ?? name;
  return (
    <div>
      <strong>{title}</strong>
      <br />
      {fields.map((field) => registry?.fields[field]?.title[locale] ?? field).join(' · ')}
      {asked && asked !== 'answered' && (
        <>
          <br />
          {LOOK[asked][locale]}
        </>
      )}
      {linked && isLogged && (
        <>
          <br />
          <Link href={`/receipts/${id}`} hidden={title}>
            {LOOK.proof[locale]}
          </Link>
        </>
      )}
    </div>
  );
}

/** What for, and what allowed it: a law or the person's consent; and until when the law kept it from them. */
export function Why({ gov, locale, disclosure: { purpose, consent, sealedUntil } }: OneProps) {
  const { text, law } = purpose;
  return (
    <div>
      {text[locale]}
      {law && (
        <>
          <br />
          <Law locale={locale} text={cite(law, locale)} href={law.url} checked={law.checked} />
        </>
      )}
      {consent && (
        <>
          <br />
          <Link href={`/my-data/consents/${consent}`}>{LOOK.byConsent[locale]}</Link>
        </>
      )}
      {sealedUntil && (
        <>
          <br />
          {say(LOOK.sealed, locale, { day: formatDay(dayOf(sealedUntil, gov.pack.timeZone), locale) })}
        </>
      )}
    </div>
  );
}
