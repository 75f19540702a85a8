import type { Access } from './accesses.ts';
import type { Disclosure } from './disclosures.ts';

/** The kind of the entries that disclosures have in the public log. */
export const DISCLOSED = 'data.disclosed';

/** What the entry of a disclosure commits to: by itself it says who saw what of whom, why and by which right. */
export function contentOf(
  { reader, agency, registry, fields, purpose, asked }: Omit<Access, 'id'>,
  { person, consent, sealedUntil }: Pick<Disclosure, 'consent' | 'sealedUntil'> & { person: string },
): Record<string, unknown> {
  const { law } = purpose;
  return {
    ...{ reader: { ...reader }, agency, registry, fields, purpose, person },
    basis: consent === null ? { kind: 'statute', ...(law && { law }) } : { kind: 'consent', consent },
    ...(asked && { asked }),
    ...(sealedUntil && { sealedUntil: sealedUntil.toISOString() }),
  };
}

/** The columns of an access. */
export type AccessColumns = Pick<
  Disclosure,
  'readerKind' | 'reader' | 'use' | 'agency' | 'registry' | 'fields' | 'purpose' | 'asked'
>;

/** The access that a disclosure was, of its columns. */
export function accessFrom(disclosure: AccessColumns): Omit<Access, 'id'> {
  const { agency, registry, fields, purpose, asked } = disclosure;
  return { reader: readerFrom(disclosure), agency, registry, fields, purpose, ...(asked && { asked }) };
}

function readerFrom({ readerKind: kind, reader, use, agency }: AccessColumns): Access['reader'] {
  if (kind === 'party') return { kind, party: reader, use: use! };
  return kind === 'service' ? { kind, service: reader, agency } : { kind, person: reader, agency };
}
