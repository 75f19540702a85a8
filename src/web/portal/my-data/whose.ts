import { Type } from 'typebox';
import { ANOTHER_PERSON, actsFor, type Held, heldAbout, type Path, type Ward } from '../../../exchange/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { MY_DATA } from './words.ts';

/** In addresses and forms: whose data it is, where it is not the reader's own. */
export const Of = { of: Type.Optional(Type.String({ format: 'uuid' })) };

/** Whose data a page is about, and what is held about them. */
export interface Whose {
  held: Held;
  /** For whom the reader acts; undefined where the data is their own. */
  ward: Ward | undefined;
}

/**
 * What is held about the reader, or about somebody whom they act for.
 * @param taking what of it is taken along as a file, which is told to whose data it is.
 * @throws AppError `forbidden` for anybody else, whether there or not.
 */
export async function dataFor(
  gov: Government,
  reader: string,
  of: string | undefined,
  taking?: readonly Path[],
): Promise<Whose> {
  const ward = of === undefined ? undefined : await actsFor(gov, { person: reader, subject: of });
  const own = await heldAbout(gov, { reader });
  if (!ward) return { held: own, ward };
  const held = await heldAbout(gov, { reader, subject: ward.person, taking });
  // The reader knows the names of their own family.
  return { held: { ...held, names: new Map([...own.names, [ward.person, ward.name], ...held.names]) }, ward };
}

/** An address on the data of the reader, or of whom they act for. */
export const addressOf = (path: string, ward: Ward | undefined, more: Record<string, string> = {}): string => {
  const query = new URLSearchParams({ ...more, ...(ward && { of: ward.person }) }).toString();
  return query ? `${path}?${query}` : path;
};

/** The name of somebody whom the reader acts for. */
export const nameOf = ({ name }: Ward, locale: Locale): string => name || ANOTHER_PERSON[locale];

/** Whose data a page is about, in words; undefined for the reader's own. */
export const whoseText = (ward: Ward | undefined, locale: Locale): string | undefined =>
  ward && say(MY_DATA.ofAnother, locale, { name: nameOf(ward, locale) });
