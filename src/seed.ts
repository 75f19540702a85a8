import { isAnyoneKnown, seedPersonas } from './identity/index.ts';
import { addMonths, sql, transaction } from './kernel/index.ts';
import { openFund } from './ledger/index.ts';
import { demoRows, demoShops, type Government, type ImportRow } from './pack/index.ts';
import { giveFunds, seedPaper, seedShops } from './programmes/index.ts';
import { writeRecords } from './registry/index.ts';
import { today } from './services/index.ts';

/** Rows written at once. */
const BATCH = 1_000;

/**
 * Fills an empty database with the pack's funds and demo people, once: all in one transaction, so that a start that
 * was cut off begins anew. Returns how many records were written.
 */
export async function seed(gov: Government, onProgress: (line: string) => void = () => {}): Promise<number> {
  return transaction(gov.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('seed', 0))`.execute(tx);
    const at = gov.clock.now();
    if (await isAnyoneKnown(tx)) return 0;
    onProgress(`making ${gov.pack.demo.count.toLocaleString('en')} synthetic people`);
    for (const fund of gov.pack.funds.values()) {
      const currency = gov.pack.currency.code;
      await openFund(tx, {
        fund: fund.id,
        currency,
        budget: fund.budget,
        client: 'seed',
        key: `budget:${fund.id}`,
        at,
      });
    }
    for (const programme of gov.pack.programmes.values())
      await giveFunds(tx, gov, programme, Math.trunc(programme.fund.limit / 2), `seed/${programme.id}`);
    const beginning = new Set([...gov.pack.lifeEvents.values()].map((event) => event.about));
    let written = 0;
    const people = new Townspeople(gov);
    for (const { registry, rows } of batches(people.noted(demoRows(gov.pack, today(gov))))) {
      await writeRecords(tx, gov, { registry, rows, source: 'demo', at, announce: beginning.has(registry) });
      written += rows.length;
    }
    await seedPersonas(tx, gov.pack, at);
    await seedShops(tx, gov, [...demoShops(gov.pack, people.owners)], people.names);
    await seedPaper(tx, gov);
    return written;
  });
}

/** The age from which the demo's people have shops. */
const OWNERS_AGE = 25;

/** Notes the names of the people who pass by, and who of them may be made the owner of a shop: no persona is. */
class Townspeople {
  readonly names = new Map<string, string>();
  /** National numbers. */
  readonly owners: string[] = [];
  readonly #gov: Government;

  constructor(gov: Government) {
    this.#gov = gov;
  }

  *noted(rows: Iterable<ImportRow>): Generator<ImportRow> {
    const { people, registries, demo } = this.#gov.pack;
    const { subject } = registries.get(people.registry)!;
    const personas = new Set(demo.personas.map(({ number }) => number));
    const bornBefore = addMonths(today(this.#gov), -12 * OWNERS_AGE);
    for (const one of rows) {
      yield one;
      if (one.registry !== people.registry) continue;
      const number = String(one.row[subject]);
      this.names.set(number, String(one.row[people.name]));
      if (String(one.row.born_on) <= bornBefore && !personas.has(number)) this.owners.push(number);
    }
  }
}

/** Rows by registry, some thousand at a time. */
function* batches(rows: Iterable<ImportRow>) {
  const waiting = new Map<string, ImportRow['row'][]>();
  for (const { registry, row } of rows) {
    const batch = waiting.get(registry) ?? [];
    batch.push(row);
    waiting.set(registry, batch);
    if (batch.length < BATCH) continue;
    yield { registry, rows: batch };
    waiting.delete(registry);
  }
  for (const [registry, batch] of waiting) yield { registry, rows: batch };
}
