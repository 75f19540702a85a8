import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { createLogger, movableClock } from '../../kernel/index.ts';
import { messageKeyOf } from '../protocol/index.ts';

/** The platform of these tests. */
export const PLATFORM = messageKeyOf(new Uint8Array(32).fill(1));

/** The instant at which the clocks of these tests stand. */
export const NOW = '2026-11-02T01:00:00.000Z';
export const SECONDS = Date.parse(NOW) / 1_000;

export const clock = movableClock(NOW);
export const silent = createLogger('silent');

/** People as an office keeps them: a column more than the mapping has, quotes, an empty value, two rows of one person. */
export const INSURED = `\ufeffid_no,unit,sex,days,left_on,written,secret
A123456789,"Harbour, ""Works""",F,400,,2026-10-01,planted-secret
A123456789,Old Works,F,12,2020-01-31,2020-02-01,planted-secret
B987654321,Bakery,M,30,,2026-09-01,planted-secret
C111111111,Odd,X,1,,2026-09-01,planted-secret
`;

/** A node's file over that. `more` goes before the registries. */
export const nodeFile = ({
  port = 0,
  address = 'http://node.example/',
  minute = 600,
  standards = '',
} = {}): string => `node: labour-node
address: ${address}
listen: {port: ${port}}
folder: node
platforms:
  gov: {key: ${PLATFORM.jwk.x}, people_a_minute: ${minute}}
sources:
  office: {csv: insured.csv}
registries:
  enrolment:
    source: office
    person: id_no
    newest_by: written
    recorded_at: written
    fields:
      employer: unit
      sex: {column: sex, values: {F: female, M: male}}
      insured_days: days
      left_on: left_on
${standards}    answers: {agencies: [pension], people: true, consent: true}
`;

/** A folder with these files, which is removed after the tests. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'madang-node-'));
  after(() => rm(folder, { recursive: true, force: true }));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return folder;
}
