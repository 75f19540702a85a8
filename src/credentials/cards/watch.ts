import { addJob, all, array, atMost, type Db, first, run, sql, transaction } from '../../kernel/index.ts';
import { send } from '../../messages/index.ts';
import type { CredentialType, Government } from '../../pack/index.ts';
import { type ChangedPeople, readFacts } from '../../registry/index.ts';
import { revokeCard } from './change.ts';
import { CHECK_EVERY_MS } from './grant.ts';
import { mattersOf, mayHave } from './may-have.ts';
import { type Card, type CardId, DAY_MS, type EndReason, endOfLife, purposeOf, readerOf } from './model.ts';
import { lockCard, recordCardAct } from './store.ts';

/** The job that ends cards whose holders may no longer have them, and makes anew those that come to their end. */
export const WATCH_TASK = 'credentials.watch-cards';

/** Cards that one run looks at; where there are more it queues itself. */
const CARDS = 500;

/**
 * Looks at the cards whose turn it is, each once a day: ends those of the dead and of who may no longer have them, and makes
 * anew those that come to their end. Each card is a transaction of its own, so that one that cannot be judged holds up none.
 */
export async function watchCards(gov: Government): Promise<void> {
  const due = await all(
    gov.db,
    sql<CardId>`select person, id from credentials.card where check_at <= ${gov.clock.now()} and state <> 'revoked'
      order by check_at limit ${atMost(CARDS)}`,
  );
  for (const card of due) await watchCard(gov, card);
  if (due.length === CARDS) await addJob(gov.db, WATCH_TASK, {}, { key: WATCH_TASK });
}

/**
 * Looks at all cards of people and of what speaks of them, at once: a register has changed in which they stand. Told
 * twice, it looks twice.
 */
export async function watchCardsOf(gov: Government, { people }: ChangedPeople): Promise<void> {
  const ids = array(people, 'uuid');
  const cards = await all(
    gov.db,
    sql<CardId>`select person, id from credentials.card where person = any(${ids}) and state <> 'revoked'
      union select person, id from credentials.card
        where subject = any(${ids}) and subject <> person and state <> 'revoked'`,
  );
  for (const card of cards) await watchCard(gov, card);
}

async function watchCard(gov: Government, id: CardId): Promise<void> {
  await transaction(gov.db, async (tx) => {
    const card = await lockCard(tx, id);
    const type = gov.pack.credentials.get(card.type);
    if (card.state === 'revoked') return;
    const ending = type ? await endingOf(tx, gov, card, type) : 'right-lost';
    if (ending) {
      await revokeCard(tx, gov, { card: id, by: { kind: 'system' }, reason: ending });
      if (type && ending !== 'death') await tellEnded(tx, gov, card, type);
      return;
    }
    await renewIfDue(tx, gov, card, type!);
    await run(
      tx,
      sql`update credentials.card set check_at = ${new Date(gov.clock.now().getTime() + CHECK_EVERY_MS)}
        where person = ${card.person} and id = ${card.id}`,
    );
  });
}

/** Why a card ends now; undefined where it does not, or where that cannot be told by what registers hold. */
async function endingOf(tx: Db, gov: Government, card: Card, type: CredentialType): Promise<EndReason | undefined> {
  if (await isDead(tx, gov, card, type)) return 'death';
  const matters = await mattersOf(tx, gov, card.person, type);
  if (!matters.some(({ subject, key }) => subject === card.subject && key === card.key)) return 'right-lost';
  const { state } = await mayHave(tx, gov, { person: card.person, type, about: card });
  return state === 'no' ? 'right-lost' : undefined;
}

/** Whether its holder, or whom it speaks of, has died: where the pack says in which field that stands. */
async function isDead(tx: Db, gov: Government, card: Card, type: CredentialType): Promise<boolean> {
  const { registry, died } = gov.pack.people;
  const people = gov.pack.registries.get(registry);
  if (died === undefined || !people || (people.agency !== type.agency && !people.read.includes(type.agency)))
    return false;
  const reads = [...new Set([card.person, card.subject])].map((person) => ({ registry, person, fields: [died] }));
  const readings = await readFacts(tx, gov, { reader: readerOf(type), purpose: purposeOf(type), reads });
  return readings.some(({ values }) => values[died] !== null);
}

/** A card that comes to its end lasts for another life; a wallet asks for copies that last as long. */
async function renewIfDue(tx: Db, gov: Government, card: Card, type: CredentialType): Promise<void> {
  const now = gov.clock.now();
  if (card.state !== 'valid' || card.endsAt.getTime() - now.getTime() > type.renew.days * DAY_MS) return;
  const endsAt = endOfLife(now, type);
  await run(tx, sql`update credentials.card set ends_at = ${endsAt} where person = ${card.person} and id = ${card.id}`);
  await recordCardAct(tx, gov, card, {
    kind: 'renewed',
    by: { kind: 'system' },
    details: { until: endsAt.toISOString() },
  });
}

function tellEnded(tx: Db, gov: Government, { person, id }: Card, { title }: CredentialType): Promise<void> {
  return send(tx, {
    to: person,
    at: gov.clock.now(),
    key: `card-ended ${id}`,
    about: id,
    title: {
      ko: `${title.ko}의 효력이 끝났어요`,
      'zh-Hant': `${title['zh-Hant']}已撤銷`,
      en: `Ended: ${title.en}`,
    },
    body: {
      ko: '등록된 정보에 따라 더는 받을 조건에 맞지 않아 폐기했어요. 사실과 다르면 발급 기관에 정정을 요청해 주세요.',
      'zh-Hant': '依登記資料，您已不符合持有資格，因此撤銷這張數位憑證。如果資料有誤，請向發證機關申請更正。',
      en: 'By what the registers hold you can no longer have this card, so it has been revoked. If that is wrong, ask its issuer to correct it.',
    },
  });
}

/** For so long a wallet that did not get an answer can ask for it again. */
const KEPT_MS = DAY_MS;

/** Forgets what was handed out more than a day ago; that it was, and for which wish, stays. */
export async function forgetHandedOut(gov: Government): Promise<void> {
  await run(
    gov.db,
    sql`update credentials.handing_out set copies = null
      where copies is not null and at < ${new Date(gov.clock.now().getTime() - KEPT_MS)}`,
  );
}

/**
 * Which card a copy is of, by where its status stands, and to which key it was bound (RFC 7638): for the issuer's own house
 * only, since it tells whose it is.
 */
export function cardOfStatus(
  db: Db,
  { agency, list, index }: { agency: string; list: number; index: number },
): Promise<(CardId & { holderKey: string | null }) | undefined> {
  return first(
    db,
    sql<
      CardId & { holderKey: string | null }
    >`select person, card as id, holder_key as "holderKey" from credentials.copy
      where agency = ${agency} and list = ${list} and index = ${index}`,
  );
}
