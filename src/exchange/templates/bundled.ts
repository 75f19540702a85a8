import type { Government, Statement } from '../../pack/index.ts';
import { byRegistry } from './model.ts';

/** A statement of a bundle, by a name that is its own among those of all bundles: `bundle.statement`. */
export interface NamedStatement {
  name: string;
  statement: Statement;
}

/** The statements of a pack's bundles, which people may have told of themselves in place of data. */
export const bundledStatements = ({ pack }: Pick<Government, 'pack'>): NamedStatement[] =>
  [...pack.bundles.values()].flatMap(({ id, statements }) =>
    [...statements.values()].map((statement) => ({ name: `${id}.${statement.id}`, statement })),
  );

/** Those of some names; what no bundle says any more is left out. */
export function statementsNamed(gov: Pick<Government, 'pack'>, names: readonly string[]): NamedStatement[] {
  return bundledStatements(gov).filter(({ name }) => names.includes(name));
}

/** What has to be read for them: each registry once. */
export const readsOfStatements = (named: readonly NamedStatement[]): { registry: string; fields: string[] }[] =>
  byRegistry(named.flatMap(({ statement }) => statement.reads));
