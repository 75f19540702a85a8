import { now } from '../../shared/clock.ts';
import type { HeldCard } from '../model.ts';
import { cardsOf, keepCard, type OpenWallet } from '../store.ts';
import { type Answered, answeredBy } from './answered.ts';
import { type Asking, askForCopies, notify } from './credential.ts';
import { cardFrom, textIn } from './display.ts';
import type { Fetch } from './http.ts';
import type { Configuration, Issuer } from './metadata.ts';
import { keepPending, pendingOf, removePending, type WishPending } from './pending.ts';
import { IssuanceError } from './problem.ts';
import { newKeys } from './proofs.ts';

/*
 * What is asked for is kept before it is asked for, with its keys. Where the page is closed before the answer lies here, the
 * same is asked for again at the next start, and an issuer that has answered gives the same copies.
 */

/** Keeps what is wanted of a card, in each of its forms. @returns the order's id. */
export async function keepWishes(
  wallet: OpenWallet,
  issuer: Issuer,
  configurations: readonly Configuration[],
  grant: string,
): Promise<string> {
  const order = crypto.randomUUID();
  for (const { id: configuration } of configurations) {
    const wish = { kind: 'wish', id: crypto.randomUUID(), order, issuer: issuer.id, configuration, grant } as const;
    await keepPending(wallet, wish, await newKeys(issuer.batch));
  }
  return order;
}

/**
 * Asks for what is kept of an order, and keeps the card: one page after the other, so that it is not kept twice. What was
 * refused is not asked for again. Undefined where its issuer decides later. Throws an IssuanceError.
 */
export function fulfil(wallet: OpenWallet, fetch: Fetch, asking: Asking, order: string): Promise<HeldCard | undefined> {
  return navigator.locks.request(`order ${order}`, async () => {
    const answers: (Answered & { wish: WishPending })[] = [];
    try {
      for (const { pending, keys } of await wishesOf(wallet, order))
        answers.push({ ...(await answerTo(wallet, fetch, asking, pending, keys)), wish: pending });
    } catch (error) {
      if (!isAway(error)) await forgetWishes(wallet, order);
      throw error;
    }
    for (const { wish, configuration, later } of answers)
      if (later) await keepLater(wallet, wish, configuration, later);
    const ready = answers.filter(({ copies }) => copies.length > 0);
    const card = ready.length > 0 ? await keepReady(wallet, asking, ready) : undefined;
    for (const { notification } of ready) void notify(fetch, asking, notification, 'credential_accepted');
    return card;
  });
}

/** Forgets what was wanted. */
export async function forgetWishes(wallet: OpenWallet, order: string): Promise<void> {
  for (const { pending } of await wishesOf(wallet, order)) await removePending(pending.id);
}

/** Whether nobody has answered: whatever else went wrong goes wrong again. */
export const isAway = (error: unknown): boolean => !(error instanceof IssuanceError) || error.reason === 'unreachable';

const wishesOf = async (wallet: OpenWallet, order: string) =>
  (await pendingOf(wallet, 'wish')).filter(({ pending }) => pending.order === order);

async function answerTo(
  wallet: OpenWallet,
  fetch: Fetch,
  asking: Asking,
  wish: WishPending,
  keys: readonly CryptoKeyPair[],
): Promise<Answered> {
  const configuration = asking.issuer.configurations.get(wish.configuration);
  if (!configuration) throw new IssuanceError('over', wish.configuration);
  const answer = await askForCopies(fetch, asking, configuration, keys, {
    sent: wish.request,
    keep: (request) => keepPending(wallet, { ...wish, request }, keys),
  });
  return answeredBy(fetch, asking, configuration, keys, answer);
}

function keepLater(
  wallet: OpenWallet,
  { id, issuer, grant }: WishPending,
  { display }: Configuration,
  { keys, ...later }: NonNullable<Answered['later']>,
): Promise<void> {
  const title = textIn(display, 'name') ?? { ko: '', 'zh-Hant': '', en: '' };
  return keepPending(wallet, { kind: 'later', id, issuer, grant, title, ...later }, keys);
}

async function keepReady(
  wallet: OpenWallet,
  { issuer }: Asking,
  ready: readonly (Answered & { wish: WishPending })[],
): Promise<HeldCard> {
  const forms = ready.map(({ configuration, copies }) => ({
    configuration,
    credential: copies[0]!.credential,
    batch: issuer.batch,
  }));
  const made = cardFrom(issuer, forms, { id: crypto.randomUUID(), at: now(), grant: ready[0]!.wish.grant });
  const held = (await cardsOf(wallet)).find((one) => saysTheSame(one, made));
  const card = held ? { ...made, id: held.id, addedAt: held.addedAt } : made;
  const copies = ready.flatMap((one) => one.copies);
  const done = ready.map(({ wish }) => wish.id);
  await keepCard(wallet, card, copies, done);
  return card;
}

/** Whether it is one card, added once more: of the same issuer, in a same format, with the same to say. */
const saysTheSame = (one: HeldCard, other: HeldCard): boolean =>
  one.issuer === other.issuer &&
  one.formats.some(({ configuration }) => other.formats.some((form) => form.configuration === configuration)) &&
  JSON.stringify(one.claims) === JSON.stringify(other.claims);
