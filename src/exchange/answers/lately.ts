import { type Issuer, issuerOf, relyingParty } from '../../credentials/index.ts';
import { AppError } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Receiver, receiverOf } from '../receivers/index.ts';

/*
 * What every answer needs and hardly ever changes: who receives it, and who signs it. It is asked for once in a second, so
 * that a key that leaked and a receiver that was withdrawn are so for all answers within that time.
 */

const LATELY_MS = 1_000;

interface Asked<T> {
  at: number;
  found: Promise<T>;
}

function lately<T>(ask: (gov: Government, name: string) => Promise<T>): (gov: Government, name: string) => Promise<T> {
  const known = new WeakMap<Government, Map<string, Asked<T>>>();
  return (gov, name) => {
    const own = known.get(gov) ?? new Map<string, Asked<T>>();
    known.set(gov, own);
    const now = performance.now();
    const last = own.get(name);
    if (last && now - last.at < LATELY_MS) return last.found;
    const found = ask(gov, name);
    own.set(name, { at: now, found });
    // What went wrong is asked for anew by whoever comes next.
    found.catch(() => own.delete(name));
    return found;
  };
}

/**
 * A receiver that may ask.
 * @throws AppError `gone` for one that was withdrawn or has no keys.
 */
export const receiverLately: (gov: Government, party: string) => Promise<Receiver> = lately(async (gov, party) => {
  const [receiver, known] = await Promise.all([receiverOf(gov.db, party), relyingParty(gov.db, gov, party)]);
  if (!receiver || !known || known.withdrawnAt)
    throw new AppError('gone', 'This receiver is registered no more, and is told nothing.');
  return receiver;
});

/** An agency that signs. @throws AppError `unavailable` where nothing can be signed. */
export const issuerLately: (gov: Government, agency: string) => Promise<Issuer> = lately((gov, agency) =>
  issuerOf(gov, agency, gov.clock.now()),
);
