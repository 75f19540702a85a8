import { findPeople } from '../../identity/index.ts';
import type { Db } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { paperChannelOf } from './model.ts';
import { deliver } from './moves.ts';
import { markPrinted, orderPrintRun } from './runs.ts';
import { stockOf } from './stock.ts';

/** Sets that the demo's office has delivered to each place, and keeps in its store. */
const [AT_PLACE, IN_STORE] = [200, 1_000];

/** Prints notes of every programme of the demo that has some, and delivers them to all places. Done once. */
export async function seedPaper(tx: Db, gov: Government): Promise<void> {
  const within = { ...gov, db: tx };
  const places = [...gov.pack.places.keys()];
  for (const programme of gov.pack.programmes.values()) {
    if (!paperChannelOf(programme) || (await stockOf(tx, programme.id)).length > 0) continue;
    const persona = gov.pack.demo.personas.find(
      ({ post }) => post?.agency === programme.agency && post.role === programme.office,
    );
    const officer = persona && (await findPeople(tx, [persona.number])).get(persona.number);
    if (!officer) continue;
    const sets = places.length * AT_PLACE + IN_STORE;
    const run = await orderPrintRun(within, { programme, sets, officer });
    await markPrinted(within, { programme, run: run.id, officer });
    for (const [nth, place] of places.entries()) {
      const first = run.first + nth * AT_PLACE;
      await deliver(within, { programme, first, last: first + AT_PLACE - 1, place, officer });
    }
  }
}
