import { relyingParty } from '../../credentials/index.ts';
import { postsOf } from '../../identity/index.ts';
import type { Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Disclosure } from '../../registry/index.ts';

/** What is to be told of those who saw somebody's data. */
export interface Readers {
  /** The roles of officers, by agency and officer: people are told the role and never the name. */
  roles: ReadonlyMap<string, readonly string[]>;
  /** The titles of relying parties, by id. */
  parties: ReadonlyMap<string, Text>;
}

/** An officer at an agency, as `roles` has them. */
export const postOf = (agency: string, officer: string): string => `${agency} ${officer}`;

/** Who the readers of some disclosures are. */
export async function readersOf(gov: Government, disclosures: readonly Disclosure[]): Promise<Readers> {
  const ofKind = (kind: Disclosure['readerKind']) => [
    ...new Set(disclosures.filter(({ readerKind }) => readerKind === kind).map(({ reader }) => reader)),
  ];
  const [posts, parties] = await Promise.all([
    Promise.all(ofKind('officer').map(async (officer) => ({ officer, held: await postsOf(gov.db, officer) }))),
    Promise.all(ofKind('party').map((party) => relyingParty(gov.db, gov, party))),
  ]);
  const held = posts.flatMap(({ officer, held }) =>
    held.map(({ agency, role }) => ({ post: postOf(agency, officer), role })),
  );
  const roles = [...Map.groupBy(held, ({ post }) => post)].map(
    ([post, of]) => [post, of.map(({ role }) => role)] as const,
  );
  return {
    roles: new Map(roles),
    parties: new Map(parties.flatMap((party) => (party ? [[party.id, party.title] as const] : []))),
  };
}
