import { now } from '../../shared/clock.ts';
import { notify } from '../issuance/credential.ts';
import { cardFrom } from '../issuance/display.ts';
import type { Fetch } from '../issuance/http.ts';
import { askFor, redeem } from '../issuance/issue.ts';
import { issuerOf, serverOf } from '../issuance/metadata.ts';
import { IssuanceError } from '../issuance/problem.ts';
import type { HeldCard } from '../model.ts';
import { cardsOf, copiesOf, freshCopies, grantsOf, keepCard, markGone, type OpenWallet } from '../store.ts';

/** What came of asking for new copies. */
export type TopUp = 'fetched' | 'away' | 'refused';

/** Of which format fewer copies than this are fresh, new ones are fetched. */
const FEW = 2;

/** Fetches new copies for all cards that need them, where there is a network; nobody waits for it. */
export async function topUpAll(wallet: OpenWallet, fetch: Fetch): Promise<void> {
  for (const card of await cardsOf(wallet)) {
    const counts = await freshCopies(wallet, card.id);
    const isLow = card.formats.some(({ format }) => (counts[format] ?? 0) < FEW);
    if (isLow || (card.renewBy ?? Number.POSITIVE_INFINITY) <= now()) await topUp(wallet, card, fetch);
  }
}

/** Fetches new copies of a card, by what its issuer granted when it was added. The card says then what its issuer says now. */
export async function topUp(wallet: OpenWallet, card: HeldCard, fetch: Fetch): Promise<TopUp> {
  try {
    const grant = (await grantsOf(wallet)).find(({ id }) => id === card.grant);
    if (!grant?.refreshToken) return 'refused';
    const issuer = await issuerOf(fetch, card.issuer);
    const server = await serverOf(fetch, issuer, grant.authorizationServer);
    const grounds = { kind: 'refresh', refreshToken: grant.refreshToken } as const;
    const { client, token } = await redeem(wallet, fetch, { issuer, server }, grounds, grant);
    const asking = { issuer, client, token };
    const answers = [];
    for (const { configuration } of card.formats) {
      const known = issuer.configurations.get(configuration);
      if (known) answers.push(await askFor(fetch, asking, known));
    }
    const ready = answers.filter(({ copies }) => copies.length > 0);
    if (ready.length === 0) return 'refused';
    const forms = ready.map(({ configuration, copies }) => ({
      configuration,
      credential: copies[0]!.credential,
      batch: issuer.batch,
    }));
    const before = await copiesOf(wallet, card.id);
    const renewed = cardFrom(issuer, forms, { id: card.id, at: now(), grant: grant.id });
    await keepCard(
      wallet,
      { ...renewed, addedAt: card.addedAt },
      ready.flatMap(({ copies }) => copies),
    );
    // What was fetched before tells of the day on which it was: to be shown are the new ones.
    await markGone(
      wallet,
      before
        .filter(
          ({ state, format }) => state !== 'gone' && forms.some(({ configuration }) => configuration.format === format),
        )
        .map(({ id }) => id),
    );
    for (const { notification } of ready) void notify(fetch, asking, notification, 'credential_accepted');
    return 'fetched';
  } catch (error) {
    return error instanceof IssuanceError && error.reason !== 'unreachable' ? 'refused' : 'away';
  }
}
