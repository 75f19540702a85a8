import { DateText, Law, Table } from '../../design/index.ts';
import { postsOf } from '../../identity/index.ts';
import { type Day, dayOf, formatTime, type Locale, say } from '../../kernel/index.ts';
import { cite, type Government } from '../../pack/index.ts';
import type { Disclosure, Purpose } from '../../registry/index.ts';
import { ACCOUNT } from './account-words.ts';

/** The roles of the officers among the readers, by agency and officer. */
export type OfficerRoles = ReadonlyMap<string, readonly string[]>;

const post = (agency: string, officer: string) => `${agency} ${officer}`;

/** In which roles officers read for their agencies: people are told the role and never the name. */
export async function rolesOf(gov: Government, disclosures: readonly Disclosure[]): Promise<OfficerRoles> {
  const officers = disclosures.filter(({ readerKind }) => readerKind === 'officer').map(({ reader }) => reader);
  const roles = new Map<string, string[]>();
  for (const officer of new Set(officers)) {
    for (const { agency, role } of await postsOf(gov.db, officer)) {
      roles.set(post(agency, officer), [...(roles.get(post(agency, officer)) ?? []), role]);
    }
  }
  return roles;
}

/** One look at a person's data: what one reader saw at one moment for one purpose, in one registry or several. */
export type Look = readonly [Disclosure, ...Disclosure[]];

/** Disclosures as looks, by the day in the country's own zone; the order stays. */
export function looksByDay(gov: Government, disclosures: readonly Disclosure[]): Map<Day, Look[]> {
  const lookOf = ({ at, reader, agency, purpose }: Disclosure) =>
    `${at.toISOString()} ${post(agency, reader)} ${JSON.stringify(purpose)}`;
  const looks = [...Map.groupBy(disclosures, lookOf).values()] as unknown as Look[];
  return Map.groupBy(looks, ([{ at }]) => dayOf(at, gov.pack.timeZone));
}

interface LookTableProps {
  gov: Government;
  locale: Locale;
  day: Day;
  looks: readonly Look[];
  roles: OfficerRoles;
}

/** The looks of one day: when, who, what, and for which purpose under which law. */
export function LookTable({ gov, locale, day, looks, roles }: LookTableProps) {
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
        <Who key="who" gov={gov} locale={locale} disclosure={look[0]} roles={roles} />,
        <What key="what" gov={gov} locale={locale} look={look} />,
        <Why key="why" locale={locale} purpose={look[0].purpose} />,
      ])}
    />
  );
}

// A cell is one element: on a narrow screen it stands beside its header in a grid of two.

interface WhoProps extends Pick<LookTableProps, 'gov' | 'locale' | 'roles'> {
  disclosure: Disclosure;
}

function Who({ gov, locale, disclosure: { agency, reader, readerKind }, roles }: WhoProps) {
  const { agencies, services } = gov.pack;
  const held = roles.get(post(agency, reader)) ?? [];
  const names = held.map((role) => agencies.get(agency)?.roles[role]?.[locale] ?? role);
  const service = services.get(reader)?.title[locale] ?? reader;
  return (
    <div>
      <strong>{agencies.get(agency)?.title[locale] ?? agency}</strong>
      <br />
      {readerKind === 'service'
        ? say(ACCOUNT.byService, locale, { service })
        : names.join(' · ') || ACCOUNT.anOfficer[locale]}
    </div>
  );
}

function What({ gov, locale, look }: Pick<LookTableProps, 'gov' | 'locale'> & { look: Look }) {
  return (
    <div>
      {look.map(({ id, registry: name, fields }) => {
        const registry = gov.pack.registries.get(name);
        return (
          <div key={id}>
            <strong>{registry?.title[locale] ?? name}</strong>
            <br />
            {fields.map((field) => registry?.fields[field]?.title[locale] ?? field).join(' · ')}
          </div>
        );
      })}
    </div>
  );
}

function Why({ locale, purpose: { text, law } }: { locale: Locale; purpose: Purpose }) {
  return (
    <div>
      {text[locale]}
      {law && (
        <>
          <br />
          <Law locale={locale} text={cite(law, locale)} href={law.url} checked={law.checked} />
        </>
      )}
    </div>
  );
}
