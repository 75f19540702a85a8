import { randomUUID } from 'node:crypto';
import { DPOP_LIFE, hashOf } from '../../credentials/index.ts';
import {
  AppError,
  array,
  atSeconds,
  type Db,
  first,
  type PersonalData,
  run,
  sql,
  trueSeconds,
} from '../../kernel/index.ts';

/** What a receiver asks for. */
export interface AnswerId {
  party: string;
  /** Drawn by the receiver. */
  id: string;
  /** What tells its DPoP proof from all others. */
  proof: string;
  consent: string;
}

/** An answer that is about to be given. */
export interface NewAnswer extends AnswerId {
  at: Date;
  /** As it leaves: only the receiver can read it. */
  jwe: string;
}

/** Remembers answers, so that neither their ids nor their proofs get another one. By constraint of the table. */
export async function insertAnswers(tx: Db, answers: readonly NewAnswer[]): Promise<void> {
  const column = (type: string, value: (one: NewAnswer) => unknown) => array(answers.map(value), type);
  await run(
    tx,
    sql`insert into exchange.answer (party, id, proof, at, consent, told_at, jwe)
      select party, id, proof, ${atSeconds(trueSeconds())}, consent, told_at, jwe
      from unnest(${column('text', ({ party }) => party)}, ${column('uuid', ({ id }) => id)},
        ${column('bytea', ({ proof }) => hashOf(proof))}, ${column('uuid', ({ consent }) => consent)},
        ${column('timestamptz', ({ at }) => at)}, ${column('text', ({ jwe }) => jwe)})
        as given (party, id, proof, consent, told_at, jwe)`,
  );
}

const REPEATED: Readonly<Record<string, string>> = {
  answer_pkey: 'This id was used: each is for one answer. Ask with another.',
  answer_by_proof: 'This DPoP proof was used: each is for one request.',
};

/** What is wrong with an answer that was given before; undefined for another error. */
export function repeated(error: unknown): AppError | undefined {
  const says = REPEATED[(error as { constraint?: string } | null)?.constraint ?? ''];
  return says === undefined ? undefined : new AppError('conflict', says, { cause: error });
}

/** For so long an answer can be had again, in seconds, and its id and proof are remembered: no proof is taken for longer. */
export const REMEMBERED = DPOP_LIFE;

/** An answer that was given already. */
export interface KeptAnswer {
  jwe: string;
  /** Whom it speaks of. */
  person: string;
}

/**
 * An answer that was given already, as it was: it may have been lost on its way. Nothing is read for it and nothing told, and
 * the proof that asks for it is used up. Its consent is held until the transaction ends, as for a first answer: what was
 * withdrawn, paused or made smaller since is not given again.
 * @returns undefined where there is none.
 * @throws what `repeated` knows where the proof was used before.
 */
export async function givenBefore(tx: Db, { party, id, proof, consent }: AnswerId): Promise<KeptAnswer | undefined> {
  const now = trueSeconds();
  const kept = await first(
    tx,
    sql<KeptAnswer>`select jwe, person from exchange.answer join exchange.consent on consent.id = answer.consent
      where answer.party = ${party} and answer.id = ${id} and answer.consent = ${consent} and jwe is not null
        and at > ${atSeconds(now - REMEMBERED)} and state in ('given', 'used') and changed_at <= told_at
      for share of consent`,
  );
  if (kept)
    await run(
      tx,
      sql`insert into exchange.answer (party, id, proof, at)
        values (${party}, ${randomUUID()}, ${hashOf(proof)}, ${atSeconds(now)})`,
    );
  return kept;
}

/** Forgets answers that are not given again, with their ids. */
export async function forgetAnswers({ db }: { db: Db }): Promise<void> {
  await run(db, sql`delete from exchange.answer where at < ${atSeconds(trueSeconds() - REMEMBERED)}`);
}

/** What is kept of an answer goes with its person. */
export const answersPersonal: PersonalData = {
  salts: [],
  values: [
    {
      table: 'answer',
      columns: { jwe: sql`null` },
      whose: (person) => sql`consent in (select id from exchange.consent where person = ${person})`,
    },
  ],
  keeps: {},
};
