import { now } from '../../shared/clock.ts';
import { answeredBy } from '../issuance/answered.ts';
import { askAgain } from '../issuance/credential.ts';
import { cardFrom } from '../issuance/display.ts';
import type { Fetch } from '../issuance/http.ts';
import { clientOf, redeem } from '../issuance/issue.ts';
import { type Issuer, issuerOf, serverOf } from '../issuance/metadata.ts';
import { keepPending, type LaterPending, pendingOf, removePending } from '../issuance/pending.ts';
import { IssuanceError } from '../issuance/problem.ts';
import { forgetWishes, fulfil, isAway } from '../issuance/wishes.ts';
import type { Grant } from '../model.ts';
import { grantsOf, keepCard, type OpenWallet } from '../store.ts';

/** What waits for its issuer's decision. */
export const waitingOf = async (wallet: OpenWallet): Promise<LaterPending[]> =>
  (await pendingOf(wallet, 'later')).map(({ pending }) => pending);

/** Asks the issuers of everything that waits and may be asked for again. @returns whether a card has come. */
export async function askIssuers(wallet: OpenWallet, fetch: Fetch): Promise<boolean> {
  let hasCome = false;
  for (const { pending, keys } of await pendingOf(wallet, 'later')) {
    if (pending.askAt > now()) continue;
    try {
      hasCome = (await askFor(wallet, fetch, pending, keys)) || hasCome;
    } catch (error) {
      // Where the issuer has refused, or knows nothing of it any more, nothing is waited for.
      if (error instanceof IssuanceError && error.reason !== 'unreachable') await removePending(pending.id);
    }
  }
  return hasCome;
}

/** Goes on with orders whose answers were lost, as when the page was closed. @returns whether a card has come. */
export async function finishOrders(wallet: OpenWallet, fetch: Fetch): Promise<boolean> {
  let hasCome = false;
  const wishes = (await pendingOf(wallet, 'wish')).map(({ pending }) => pending);
  for (const [order, [first]] of Map.groupBy(wishes, (wish) => wish.order)) {
    try {
      const grant = (await grantsOf(wallet)).find(({ id }) => id === first!.grant);
      if (!grant) throw new IssuanceError('over');
      const issuer = await issuerOf(fetch, first!.issuer);
      const asking = { issuer, ...(await permissionOf(wallet, fetch, issuer, grant)) };
      hasCome = (await fulfil(wallet, fetch, asking, order)) !== undefined || hasCome;
    } catch (error) {
      if (!isAway(error)) await forgetWishes(wallet, order);
    }
  }
  return hasCome;
}

async function askFor(
  wallet: OpenWallet,
  fetch: Fetch,
  pending: LaterPending,
  keys: readonly CryptoKeyPair[],
): Promise<boolean> {
  const grant = (await grantsOf(wallet)).find(({ id }) => id === pending.grant);
  const issuer = await issuerOf(fetch, pending.issuer);
  const configuration = issuer.configurations.get(pending.configuration);
  if (!grant || !configuration) throw new IssuanceError('over');
  const asking = { issuer, ...(await permissionOf(wallet, fetch, issuer, grant)) };
  const answer = await answeredBy(
    fetch,
    asking,
    configuration,
    keys,
    await askAgain(fetch, asking, pending.transaction),
  );
  if (answer.later) {
    await keepPending(wallet, { ...pending, ...answer.later, id: pending.id }, keys);
    return false;
  }
  const form = { configuration, credential: answer.copies[0]!.credential, batch: issuer.batch };
  const card = cardFrom(issuer, [form], { id: crypto.randomUUID(), at: now(), grant: grant.id });
  await keepCard(wallet, card, answer.copies, [pending.id]);
  return true;
}

/** What an issuer may be asked by; a token that is over is renewed. */
async function permissionOf(wallet: OpenWallet, fetch: Fetch, issuer: Issuer, grant: Grant) {
  if (grant.expiresAt <= now() && grant.refreshToken) {
    const server = await serverOf(fetch, issuer, grant.authorizationServer);
    return redeem(wallet, fetch, { issuer, server }, { kind: 'refresh', refreshToken: grant.refreshToken }, grant);
  }
  const client = await clientOf(wallet, grant.authorizationServer);
  return { client, token: { ...grant, identifiers: new Map() } };
}
