import { type Static, Type } from 'typebox';
import type { World } from '../../kernel/index.ts';
import type { OperatedLog } from '../log.ts';
import { publishedCheckpoint } from '../store/checkpoints.ts';

/** A log in one file, `/.well-known/madang-log.json`: where whoever checks it begins. */
export const Description = Type.Object({
  origin: Type.String({ description: "The log's name in its checkpoints, for ever" }),
  prefixes: Type.Array(Type.String(), { description: 'URLs under which the log is read (c2sp.org/tlog-tiles)' }),
  keys: Type.Array(
    Type.Object({
      vkey: Type.String({ description: 'Verifier key (c2sp.org/signed-note)' }),
      role: Type.Union([Type.Literal('current'), Type.Literal('retiring')], {
        description: 'All of them sign; the retiring ones are about to be taken away',
      }),
    }),
    { description: 'The newest first' },
  ),
  policy: Type.String({ description: 'URL of the keys and the quorum of witnesses (c2sp.org/tlog-policy)' }),
  witnesses: Type.Array(Type.Object({ name: Type.String(), vkey: Type.String() })),
  checkpoint: Type.Union([
    Type.Null({ description: 'None is published yet' }),
    Type.Object({
      size: Type.Integer(),
      at: Type.String({ description: 'When the log signed it' }),
      ageSeconds: Type.Number({ description: 'How long ago that was; while nothing is done there is no newer one' }),
    }),
  ]),
});

/** @param address under which the request came; what counts is ORIGIN where that is set. */
export async function describeLog(
  { config, db, clock }: Pick<World, 'config' | 'db' | 'clock'>,
  { origin, signers, policy }: OperatedLog,
  address: string,
): Promise<Static<typeof Description>> {
  const newest = await publishedCheckpoint(db, origin);
  const prefix = `${config.ORIGIN || address}/log`;
  return {
    origin,
    prefixes: [prefix],
    keys: signers.map(({ vkey }, place) => ({ vkey, role: place === 0 ? 'current' : 'retiring' })),
    policy: `${prefix}/policy`,
    witnesses: policy.witnesses.map(({ name, vkey }) => ({ name, vkey })),
    checkpoint: newest
      ? {
          size: newest.size,
          at: newest.at.toISOString(),
          ageSeconds: Math.max(0, (clock.now().getTime() - newest.at.getTime()) / 1_000),
        }
      : null,
  };
}
