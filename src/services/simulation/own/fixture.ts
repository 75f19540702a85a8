import { randomUUID } from 'node:crypto';
import { all, sql } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Subject } from '../subjects.ts';
import { checkPopulation } from './check.ts';
import { type Announced, bringPopulation, type OwnId, type OwnPopulation, ownPopulation, peopleOf } from './store.ts';

/** The columns of a file for the policy `k-pass`, and one row. */
export const HEADERS = 'born_on,monthly_fare,has_k_pass,region,income';
export const ROW = '2000-01-01,80000,false,seoul,2100000';

/** Who that row is. */
export const PERSON: Subject = {
  facts: { born_on: '2000-01-01', monthly_fare: 80_000, has_k_pass: false, region: 'seoul' },
  region: 'seoul',
  bornOn: '2000-01-01',
  income: 2_100_000,
};

/** What officers do with files, in tests. */
export interface Files {
  bring(bytes: Uint8Array | string, more?: Partial<Announced>): Promise<OwnId>;
  /** Brings a file and reads it. */
  checked(bytes: Uint8Array | string, more?: Partial<Announced>): Promise<OwnPopulation>;
  peopleIn(own: OwnId): Promise<Subject[]>;
  /** How many parts of a kind are stored. */
  parts(kind: 'file' | 'people', own: OwnId): Promise<number>;
}

async function* inChunks(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The files of a government's officers; each is another's unless it is said whose. */
export function filesOf(gov: Government): Files {
  const bring: Files['bring'] = async (bytes, more = {}) => {
    const usual = { person: randomUUID(), service: 'k-pass', fileName: 'people.csv', format: 'csv' } as const;
    const announced = { ...usual, ...more };
    const id = await bringPopulation(gov, announced, inChunks(Buffer.from(bytes)));
    return { person: announced.person, id };
  };
  return {
    bring,
    async checked(bytes, more) {
      const own = await bring(bytes, more);
      await checkPopulation(gov.db, gov.pack, own, gov.clock.now());
      return (await ownPopulation(gov.db, own, gov.clock.now()))!;
    },
    async peopleIn(own) {
      const people: Subject[] = [];
      for await (const some of peopleOf(gov.db, own)) people.push(...some);
      return people;
    },
    async parts(kind, { id }) {
      const found = sql`select place from services.population_part where population = ${id} and kind = ${kind}`;
      return (await all(gov.db, found)).length;
    },
  };
}

/** What is wrong with a file: line, column, and the reason in English. */
export const reasonsOf = ({ problems }: OwnPopulation) =>
  problems.map(({ line, column, reason }) => [line, column, reason.en] as const);
