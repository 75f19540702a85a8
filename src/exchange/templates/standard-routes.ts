import { Type } from 'typebox';
import { originOf } from '../../credentials/index.ts';
import { AppError, type Route, route } from '../../kernel/index.ts';
import { type Government, INDUSTRIES, jsonSchemaOf, type Pack, type Standard, writtenForm } from '../../pack/index.ts';
import { pathOf } from './model.ts';

/** Anybody's page may read it. */
const OPEN = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=60' };

/** A version of a standard, as addresses have it: `/standards/finance/income@1`. */
export const StandardParams = Type.Object({
  industry: Type.Union(INDUSTRIES.map((industry) => Type.Literal(industry))),
  version: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}@[1-9][0-9]{0,2}$' }),
});

/**
 * A version of a standard by its address.
 * @throws AppError `not-found`.
 */
export function standardAt(
  { standards }: Pick<Pack, 'standards'>,
  { industry, version }: { industry: string; version: string },
): Standard {
  const standard = standards.get(`${industry}/${version}`);
  if (!standard) throw new AppError('not-found', 'There is no such version of a standard.');
  return standard;
}

/** All versions of a standard, the newest first. */
export const versionsOfStandard = ({ standards }: Pick<Pack, 'standards'>, name: string): Standard[] =>
  [...standards.values()].filter((one) => one.name === name).sort((one, other) => other.version - one.version);

/** What data of industries is called, for receivers and providers: all versions. */
export function standardRoutes(gov: Government): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/standards',
      audience: 'public',
      summary: 'What data of each industry is called: every version of every standard',
      handle: () => {
        const standards = [...gov.pack.standards.values()].map((standard) => briefly(gov, standard));
        return Response.json({ standards }, { headers: OPEN });
      },
    }),
    route({
      method: 'GET',
      path: '/api/standards/:industry/:version',
      audience: 'public',
      summary:
        'One version of a standard: its fields, what fills them, its mapping to the version before, a JSON Schema',
      params: StandardParams,
      handle: ({ params }) => Response.json(whole(gov, standardAt(gov.pack, params)), { headers: OPEN }),
    }),
  ];
}

const briefly = (gov: Government, { id, title, hash }: Standard) => ({
  ...{ id, title, hash, address: `${originOf(gov)}/api/standards/${id}` },
});

function whole(gov: Government, standard: Standard) {
  const { id, summary, law, source, contract, mapping } = standard;
  const fields = Array.from(standard.fields, ([name, { title, options, form }]) => {
    return [
      name,
      { ...contract[name], title, ...(options && { of: options }), from: writtenForm(form, pathOf) },
    ] as const;
  });
  const forms =
    mapping && Array.from(mapping.forms, ([name, form]) => [name, writtenForm(form, (own) => own)] as const);
  return {
    ...{ ...briefly(gov, standard), summary, law, ...(source && { source }) },
    fields: Object.fromEntries(fields),
    ...(mapping && {
      mapping: { to: mapping.to, fields: Object.fromEntries(forms!), reversible: mapping.back !== undefined },
    }),
    schema: jsonSchemaOf(id, contract),
  };
}
