import type { Issuer } from '../../credentials/index.ts';
import { AppError, askInBatches, transaction, writeAtEnd } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { holdConsents, mayAnswer, useConsents, type ValidConsent } from '../consents/index.ts';
import { type Receiver, takeAnswer } from '../receivers/index.ts';
import { capped, readsOf, type Template } from '../templates/index.ts';
import { type Collected, collect, type Telling } from './collect.ts';
import { encryptTo } from './encrypt.ts';
import { ANSWER_TYPE, signAnswer } from './sign.ts';
import { type AnswerId, insertAnswers, repeated } from './store.ts';

/** Whoever asks for an answer, with all that is known before the consent is looked at. */
export interface AnswerWish extends AnswerId {
  receiver: Receiver;
  template: Template;
  issuer: Issuer;
}

/** An answer on its way. */
export interface Given {
  jwe: string;
  /** What the receiver may ask yet. */
  headers: Record<string, string>;
}

/** What becomes of a wish. `alone`: what it needs is held by somebody else, and it is to wait for that by itself. */
type Outcome = { given: Given } | { refused: AppError } | 'alone';

/** Most answers of one transaction: who holds the server for longer lets others wait. */
const MOST = 32;

/** So many transactions are under way at once: while one waits for the database, another one signs. */
const LANES = 2;

/**
 * Gives answers: those that are asked for at the same time share a transaction, and so its statements and its commit.
 * @throws AppError `conflict` where id or proof were used, `forbidden`, `gone`, `too-many-requests`: then nothing was told.
 */
export async function give(gov: Government, wish: AnswerWish): Promise<Given> {
  const outcome = asksNode(gov, wish) ? 'alone' : await laneOf(gov)(wish);
  const [own] = outcome === 'alone' ? await giveTogether(gov, [wish], 'wait') : [outcome];
  if (own === 'alone' || own === undefined) throw new Error('An answer that waits for others is given or refused');
  if ('refused' in own) throw own.refused;
  return own.given;
}

/** A node may take seconds: nobody else waits for it. */
const asksNode = ({ pack }: Government, { template }: AnswerWish): boolean =>
  readsOf(template, {
    fields: template.fields.map(({ path }) => path),
    statements: [...template.data.statements.keys()],
  }).some(({ registry }) => pack.registries.get(registry)!.held);

type Lane = (wish: AnswerWish) => Promise<Outcome>;

const lanes = new WeakMap<Government, { all: readonly Lane[]; next: number }>();

function laneOf(gov: Government): Lane {
  const own = lanes.get(gov) ?? { all: Array.from({ length: LANES }, () => laneFor(gov)), next: 0 };
  own.next = (own.next + 1) % LANES;
  lanes.set(gov, own);
  return own.all[own.next]!;
}

/** What brings all of them down is found out where each is given by itself: then only that one fails. */
const laneFor = (gov: Government): Lane =>
  askInBatches(async (wishes: readonly AnswerWish[]): Promise<Outcome[]> => {
    try {
      return await giveTogether(gov, wishes, 'skip');
    } catch (err) {
      if (!repeated(err)) gov.logger.warn({ err, answers: wishes.length }, 'answers are given one by one');
      return wishes.map(() => 'alone');
    }
  }, MOST);

/** Each consent and each id once; who comes after waits for who was before. */
function eachOnce(wishes: readonly AnswerWish[]): AnswerWish[] {
  const taken = new Set<string>();
  return wishes.filter(({ consent, party, id }) => {
    const names = [consent, `${party} ${id}`];
    const isFirst = !names.some((name) => taken.has(name));
    if (isFirst) for (const name of names) taken.add(name);
    return isFirst;
  });
}

/** An answer that may be given. */
interface Order extends Telling {
  of: AnswerWish;
  headers: Record<string, string>;
}

/**
 * Gives or refuses each of several answers, in one transaction of a handful of statements. No two are by the same consent
 * or of the same id, so that each can be looked at as if it were alone. They are signed before it commits, since what was
 * lost on its way is given again as it was; none leaves before.
 */
async function giveTogether(
  gov: Government,
  wishes: readonly AnswerWish[],
  others: 'wait' | 'skip',
): Promise<Outcome[]> {
  return transaction(gov.db, async (tx) => {
    const at = gov.clock.now();
    const outcomes = new Map<AnswerWish, Outcome>();
    const first = eachOnce(wishes);
    const held = await holdConsents(
      tx,
      first.map(({ consent }) => consent),
      others,
    );
    const orders: Order[] = [];
    for (const wish of first) {
      const consent = held.get(wish.consent);
      if (!consent && others === 'skip') continue;
      try {
        orders.push(orderOf(gov, wish, mayAnswer(consent, { party: wish.party, at })));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        outcomes.set(wish, { refused: error });
      }
    }
    const said = await collect(tx, gov, orders);
    const sealed = await Promise.all(orders.map(({ of }, nth) => seal(gov, of, said[nth]!, at)));
    for (const [nth, { of: wish, headers }] of orders.entries()) {
      const jwe = sealed[nth]!;
      const { party, id, proof, consent } = wish;
      await writeAtEnd(tx, useConsents, { consent, at, timeZone: gov.pack.timeZone });
      await writeAtEnd(tx, insertAnswers, { party, id, proof, consent, at, jwe });
      outcomes.set(wish, { given: { jwe, headers } });
    }
    return wishes.map((wish) => outcomes.get(wish) ?? 'alone');
  });
}

/** @throws AppError `forbidden`, `too-many-requests`. */
function orderOf(gov: Government, wish: AnswerWish, consent: ValidConsent): Order {
  const { template, party, receiver } = wish;
  if (consent.template !== template.id)
    throw new AppError('forbidden', 'This consent is to another purpose than the token says.');
  const headers = takeAnswer(gov, { party, person: consent.person, limits: receiver.limits });
  return { of: wish, template, consent, wish: capped(template, consent), headers };
}

/** An answer as it leaves. */
async function seal(gov: Government, wish: AnswerWish, said: Collected, at: Date): Promise<string> {
  const { id, template, consent, receiver, issuer } = wish;
  const signed = await signAnswer(gov, issuer, { id, template, consent, holder: receiver.sign[0]!, said, at });
  return encryptTo(receiver.encrypt, signed, ANSWER_TYPE);
}
