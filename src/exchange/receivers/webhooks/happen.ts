import { type KnownParty, type RevokedIn, relyingParties, statusUri } from '../../../credentials/index.ts';
import { all, array, type Db, first, sql, transaction, uuidv7 } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { ChangedData } from '../../../registry/index.ts';
import type { ConsentActKind, ConsentChanged } from '../../consents/model.ts';
import { followConsent } from '../deletion/follow.ts';
import { receiverOf } from '../store.ts';
import type { WebhookEvent } from './model.ts';
import { addWebhook, addWebhooks, dropUntold } from './store.ts';

/** What its receiver is told of each act on a consent. That it was given it knows. */
const EVENTS: Readonly<Record<ConsentActKind, WebhookEvent | undefined>> = {
  given: undefined,
  changed: 'consent.changed',
  paused: 'consent.paused',
  resumed: 'consent.resumed',
  withdrawn: 'consent.ended',
  lapsed: 'consent.ended',
};

/** Tells the receiver of a consent what became of it, and what it has to delete by now. */
export async function tellOfConsent(gov: Government, { person, consent, kind }: ConsentChanged): Promise<void> {
  await transaction(gov.db, async (tx) => {
    const act = await first(
      tx,
      sql<{ id: string; party: string; at: Date }>`select a.id, c.party, a.at from exchange.consent_act a
        join exchange.consent c on c.id = a.consent
        where a.person = ${person} and a.consent = ${consent} and a.kind = ${kind} order by a.id desc limit 1`,
    );
    if (!act || !(await receiverOf(tx, act.party))) return;
    const event = EVENTS[kind];
    if (event)
      await addWebhook(tx, { ...act, event, consent, content: event === 'consent.ended' ? { because: kind } : {} });
    await dropUntold(tx, consent);
    await followConsent(tx, gov, consent);
  });
}

/**
 * Tells receivers that what people agreed to send them regularly has changed: in which register, and not what, nor how. What
 * a statement rests on is left out: that it has changed is more than its yes or no says.
 */
export async function tellOfData(gov: Government, { registry, changes }: ChangedData): Promise<void> {
  const at = gov.clock.now();
  await transaction(gov.db, async (tx) => {
    for (const { people, fields } of changes) {
      const paths = fields.map((field) => `${registry}.${field}`);
      const found = await regularConsents(tx, people, paths, at);
      const told = { event: 'data.changed', content: { registry }, at } as const;
      await addWebhooks(
        tx,
        found.map((one) => ({ ...one, ...told, id: uuidv7(at), alike: `${one.consent} ${registry}` })),
      );
    }
  });
}

const regularConsents = (
  tx: Db,
  people: readonly string[],
  paths: readonly string[],
  at: Date,
): Promise<{ party: string; consent: string }[]> =>
  all(
    tx,
    sql`select c.party, c.id as consent from exchange.consent c join exchange.receiver r on r.party = c.party
      where c.person = any(${array(people, 'uuid')}) and c.state = 'given' and c.often <> 'once'
        and c.from_at <= ${at} and c.until_at > ${at} and c.fields && ${array(paths, 'text')} and r.webhook is not null
      order by c.id`,
  );

/**
 * Tells whoever may ask for cards of an agency that one of a status list is valid no more: the list, which is public, and
 * not which card or whose. Who was shown it looks there at its place in the list; nobody else learns anything.
 */
export async function tellOfRevoked(gov: Government, { agency, list }: RevokedIn): Promise<void> {
  const at = gov.clock.now();
  const alike = statusUri(gov, agency, list);
  const waiting = await all(
    gov.db,
    sql<{ party: string }>`select party from exchange.receiver r where webhook is not null and not exists (
      select from exchange.webhook w where w.party = r.party and w.alike = ${alike} and w.tries = 0
        and w.next_at is not null)`,
  );
  if (waiting.length === 0) return;
  const parties = new Map((await relyingParties(gov.db, gov)).map((party) => [party.id, party]));
  const told = waiting.filter(({ party }) => mayAskFor(parties.get(party), agency));
  await addWebhooks(
    gov.db,
    told.map(({ party }) => ({
      ...{ party, id: uuidv7(at), event: 'credential.revoked', consent: null, at, alike },
      content: { status_list: alike },
    })),
  );
}

/** Whether any purpose of a party is one for which it is shown cards of an agency. */
const mayAskFor = (party: KnownParty | undefined, agency: string): boolean =>
  party !== undefined &&
  !party.withdrawnAt &&
  [...party.uses.values()].some(({ asks }) => asks.flat().some(({ type }) => type.agency === agency));
