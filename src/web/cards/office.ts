import type { CredentialType, Government } from '../../pack/index.ts';

/** The types of cards about which an officer decides: those of their agency whose office they have. */
export const typesOfOffice = (
  { pack }: Pick<Government, 'pack'>,
  { agency, role }: { agency: string; role: string },
): CredentialType[] => [...pack.credentials.values()].filter((type) => type.agency === agency && type.office === role);
