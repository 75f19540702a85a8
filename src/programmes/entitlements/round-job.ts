import { addJob, type Db, transaction } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { holdRound, moveRound, openRounds, type Round, type RoundKind, type Step } from './rounds.ts';

/** A run ends after so many steps and queues itself again: a process that is told to stop waits for its runs. */
const STEPS = 40;

/** Does the next part of a round, in the transaction that writes down how far it has got. */
export type Stepper = (tx: Db, round: Round, programme: Programme) => Promise<Step>;

/**
 * Goes on with all rounds of a kind for a while, and then queues `task` again as long as there is more to do. What goes
 * wrong with one programme holds up no other. Stopped at any moment, it loses nothing and does nothing twice.
 */
export async function workOn(gov: Government, kind: RoundKind, task: string, step: Stepper): Promise<void> {
  let more = false;
  for (const round of await openRounds(gov.db, kind)) {
    const programme = gov.pack.programmes.get(round.programme);
    if (!programme) continue;
    try {
      if (await goOn(gov, round, programme, step)) more = true;
    } catch (error) {
      gov.logger.error({ err: error, programme: programme.id, kind }, 'a round stopped; it is tried again');
    }
  }
  if (more) await addJob(gov.db, task, {}, { key: task });
}

/** Some steps of one round; whether more are left. */
async function goOn(gov: Government, round: Round, programme: Programme, step: Stepper): Promise<boolean> {
  for (let nth = 0; nth < STEPS; nth += 1) {
    const state = await transaction(gov.db, async (tx) => {
      const held = await holdRound(tx, round);
      if (!held) return 'ended';
      const done = await step(tx, held, programme);
      await moveRound(tx, round, done, gov.clock.now());
      return done.next === undefined ? 'ended' : 'open';
    });
    if (state === 'ended') return false;
  }
  return true;
}
