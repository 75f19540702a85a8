import { LOCALES } from '../locales.ts';
import type { CopyFormat, HeldCard, HeldClaim, Look } from '../model.ts';
import { type CopyRead, readCopy } from './copies.ts';
import { isObject, type Json, textOf, textsOf } from './http.ts';
import type { Configuration, Issuer } from './metadata.ts';

type Text = HeldCard['title'];

/** One format of a card, with one of its copies. */
export interface FormOfCard {
  configuration: Configuration;
  credential: string;
  batch: number;
}

/** What a card is given here: its id, when it came, and by which grant new copies are fetched. */
export interface CardBase {
  id: string;
  at: number;
  grant?: string | undefined;
}

/**
 * A card as its holder sees it, of what its issuer says of it (OpenID4VCI 1.0 §12.2.4 and appendix B) and of what its copies
 * say. The same claim in two formats is known by its name.
 */
export function cardFrom(issuer: Issuer, forms: readonly FormOfCard[], base: CardBase): HeldCard {
  const [first] = forms;
  const { display, type } = first!.configuration;
  const reads = forms.map((form) => ({ form, read: readCopy(form.configuration.format, form.credential)! }));
  const ends = reads.flatMap(({ read }) => read.expiresAt ?? []);
  const expiresAt = ends.length > 0 ? Math.min(...ends) : undefined;
  const summary = textIn(display, 'description');
  return {
    id: base.id,
    issuer: issuer.id,
    ...(base.grant && { grant: base.grant }),
    issuerName: textIn(issuer.display, 'name') ?? same(new URL(issuer.id).host),
    title: textIn(display, 'name') ?? same(type),
    ...(summary && { summary }),
    look: lookOf(display),
    formats: forms.map(({ configuration, batch }) => ({
      format: configuration.format,
      configuration: configuration.id,
      type: configuration.type,
      batch,
    })),
    claims: claimsOf(reads.map(({ form, read }) => ({ configuration: form.configuration, read }))),
    addedAt: base.at,
    ...(expiresAt !== undefined && { expiresAt, renewBy: expiresAt - (expiresAt - base.at) * RENEWED_PART }),
  };
}

/** New copies are fetched in the last tenth of their life. */
const RENEWED_PART = 0.1;

/** Whether two configurations are the same card in two formats: their issuer calls them the same. */
export function isSameCard(one: Configuration, other: Configuration): boolean {
  const [name, othersName] = [one, other].map(({ display }) => JSON.stringify(textIn(display, 'name')));
  return name !== undefined && name === othersName && one.format !== other.format;
}

/** A member of a list with one row a language, in each of ours; the first row stands for what is not there. */
export function textIn(display: unknown, member: string): Text | undefined {
  const rows = (Array.isArray(display) ? display : []).filter(
    (row): row is Json => isObject(row) && !!textOf(row[member]),
  );
  const [first] = rows;
  if (!first) return undefined;
  const base = (tag: unknown) => String(tag).split('-')[0]!.toLowerCase();
  return Object.fromEntries(
    LOCALES.map((locale) => {
      const row =
        rows.find((one) => base(one.locale) === base(locale)) ?? rows.find((one) => base(one.locale) === 'en');
      return [locale, (row ?? first)[member] as string];
    }),
  ) as Text;
}

const same = (text: string): Text => Object.fromEntries(LOCALES.map((locale) => [locale, text])) as Text;

const COLOUR = /^#[0-9a-f]{6}$/i;
const PLAIN: Pick<Look, 'background' | 'ink'> = { background: '#3b4a54', ink: '#ffffff' };

/** How a card looks, as its issuer says. */
export function lookOf(display: unknown): Look {
  const row = (Array.isArray(display) ? display.find(isObject) : undefined) ?? {};
  const [background, ink] = [row.background_color, row.text_color].map(String);
  const logo = isObject(row.logo) ? textOf(row.logo.uri) : undefined;
  const emblem = textOf(row.emblem);
  return {
    ...(COLOUR.test(background!) && COLOUR.test(ink!) ? { background: background!, ink: ink! } : PLAIN),
    ...(emblem && { emblem }),
    // A picture from elsewhere would tell its server when the card is looked at.
    ...(logo?.startsWith('data:image/') && { logo }),
    face: textsOf(row.face),
  };
}

interface Part {
  configuration: Configuration;
  read: CopyRead;
}

function claimsOf(parts: readonly Part[]): HeldClaim[] {
  const claims: HeldClaim[] = [];
  // Whichever came first: the compact one names its claims in one word, and has their titles from the others.
  const isCompact = ({ configuration }: Part) => Number(configuration.format === 'compact');
  for (const { configuration, read } of parts.toSorted((one, other) => isCompact(one) - isCompact(other))) {
    for (const { path, value, apart } of inOrder(configuration, read)) {
      const row = rowOf(configuration, path);
      const title = textIn(row?.display, 'name');
      const key = path.join('.');
      const known = claims.find((one) =>
        title ? JSON.stringify(one.title) === JSON.stringify(title) : one.key === key,
      );
      if (known) {
        known.paths = { ...known.paths, [configuration.format]: path };
        continue;
      }
      const options = optionsOf(row);
      claims.push({
        key,
        title: title ?? same(key),
        value,
        ...(options && { options }),
        paths: { [configuration.format]: path } as Partial<Record<CopyFormat, typeof path>>,
        apart,
      });
    }
  }
  return claims;
}

const rowOf = ({ claims }: Configuration, path: readonly (string | number)[]): Json | undefined =>
  claims.find((claim) => JSON.stringify(claim.path) === JSON.stringify(path));

/** As the issuer lists them; what it does not list comes last. */
function inOrder(configuration: Configuration, { claims }: CopyRead): CopyRead['claims'] {
  const place = (path: readonly (string | number)[]) => {
    const row = rowOf(configuration, path);
    return row ? configuration.claims.indexOf(row) : Number.POSITIVE_INFINITY;
  };
  return claims.toSorted((one, other) => place(one.path) - place(other.path) || 0);
}

/** Words for the values of a claim that has a few only: our own member, as in the metadata of types. */
function optionsOf(row: Json | undefined): Record<string, Text> | undefined {
  if (!isObject(row?.values)) return undefined;
  const entries = Object.entries(row.values).flatMap(([value, display]) => {
    const text = textIn(display, 'label') ?? textIn(display, 'name');
    return text ? [[value, text] as const] : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
