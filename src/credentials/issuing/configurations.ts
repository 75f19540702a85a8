import type { CredentialType, Government } from '../../pack/index.ts';
import type { FormatKind } from '../cards/index.ts';

/** A credential as one wallet asks for it: a type in one of its formats. */
export interface Configuration {
  /** Its `credential_configuration_id`, and the scope to ask for: `resident-card.sd-jwt`. */
  id: string;
  type: CredentialType;
  format: FormatKind;
}

/** Formats as they stand in ids: without a sign that forms read as a blank. */
const SHORT: Readonly<Record<FormatKind, string>> = { 'dc+sd-jwt': 'sd-jwt', mso_mdoc: 'mdoc', compact: 'compact' };

/** All that can be asked for, or of one issuer. */
export function configurationsOf({ pack }: Pick<Government, 'pack'>, agency?: string): Configuration[] {
  const types = [...pack.credentials.values()].filter((type) => agency === undefined || type.agency === agency);
  return types.flatMap((type) =>
    type.formats.map(({ kind: format }) => ({ id: `${type.id}.${SHORT[format]}`, type, format })),
  );
}

/**
 * Whether it is in a format of ours alone. Such stand apart from the others, in members that no standard knows: wallets that
 * are much used refuse the whole metadata of an issuer for one format that they have never heard of.
 */
export const isApart = ({ format }: Pick<Configuration, 'format'>): boolean => format === 'compact';

/** One of an issuer's. */
export const configurationOf = (gov: Pick<Government, 'pack'>, agency: string, id: string): Configuration | undefined =>
  configurationsOf(gov, agency).find((configuration) => configuration.id === id);

/** What a wallet is asked for that moves all cards to itself. */
export const MOVE_SCOPE = 'move';
