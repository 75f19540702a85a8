import { addJob, all, type Db, run, sql, transaction } from '../../kernel/index.ts';
import { send } from '../../messages/index.ts';
import type { Government } from '../../pack/index.ts';
import {
  cardsSignedBy,
  countRecalled,
  endRecall,
  type IssuerKey,
  keysOf,
  kidOf,
  moveRecall,
  openRecalls,
  RECALL_TASK,
  type Recall,
} from '../issuers/index.ts';
import { type StatusPlace, setStatuses, signLists } from '../status/index.ts';
import type { Card, CardId } from './model.ts';
import { lockCard, recordCardAct } from './store.ts';

/** Cards that one run takes back of each key; where there are more it queues itself. */
const CARDS = 500;

/** For so long after a key is distrusted, copies may be committed that it signed just before. */
const UNSETTLED_MS = 120_000;

/**
 * Takes back the copies that distrusted keys have signed: each is revoked, and its holder told that new ones are there to
 * be fetched. The trust list refuses them already; now the status lists do, too, which are signed anew by a key that is
 * believed. Killed at any time it goes on where it was, since what was taken back is not found again.
 */
export async function recallCards(gov: Government): Promise<void> {
  const recalls = await openRecalls(gov.db);
  if (recalls.length === 0) return;
  await signLists(gov);
  const more = [];
  for (const recall of recalls) more.push(await recallPage(gov, recall));
  if (more.includes(true)) await addJob(gov.db, RECALL_TASK, {}, { key: RECALL_TASK });
}

/** Takes back one page of cards. @returns whether there is another. */
async function recallPage(gov: Government, recall: Recall): Promise<boolean> {
  const key = (await keysOf(gov.db, recall.agency)).find(({ id }) => id === recall.key)!;
  const { person, card } = recall;
  const after = person !== null && card !== null ? { person, card } : undefined;
  const at = gov.clock.now();
  const page = await cardsSignedBy(gov.db, key, { at, after, limit: CARDS });
  for (const found of page) await recallCard(gov, recall, key, { person: found.person, id: found.card });
  const isLast = page.length < CARDS;
  const isSettled = at.getTime() - recall.beganAt.getTime() >= UNSETTLED_MS;
  // Another round shows whether somebody was given a copy behind its back; the schedule begins it.
  if (!after && page.length === 0 && isSettled) await endRecall(gov.db, recall, at);
  else await moveRecall(gov.db, recall, isLast ? undefined : page.at(-1));
  return !isLast;
}

function recallCard(gov: Government, recall: Recall, key: IssuerKey, id: CardId): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const card = await lockCard(tx, id);
    const places = await takeBack(tx, gov, card, key);
    if (places.length === 0) return;
    await setStatuses(tx, gov, card.agency, places, 'invalid');
    await forgetWhatWasHandedOut(tx, card, key);
    const details = { copies: places.length, key: kidOf(key) };
    await recordCardAct(tx, gov, card, { kind: 'recalled', by: { kind: 'system' }, details });
    await countRecalled(tx, recall);
    if (card.state !== 'revoked') await tellHolder(tx, gov, card, key);
  });
}

/** Copies that a key has signed, by when they were issued: one key signs at a time. */
const signedBy = ({ madeAt, endedAt }: IssuerKey, column: 'issued_at' | 'at') =>
  sql`${sql.ref(column)} >= ${madeAt} and ${sql.ref(column)} <= ${endedAt}`;

const takeBack = (tx: Db, gov: Government, { person, id }: Card, key: IssuerKey): Promise<StatusPlace[]> =>
  all(
    tx,
    sql<StatusPlace>`update credentials.copy set revoked_at = ${gov.clock.now()}
      where person = ${person} and card = ${id} and ${signedBy(key, 'issued_at')}
        and revoked_at is null and expires_at > ${gov.clock.now()}
      returning list, index`,
  );

/** A wallet that asks again is not given what was taken back: it sends another wish. */
async function forgetWhatWasHandedOut(tx: Db, { person }: Card, key: IssuerKey): Promise<void> {
  await run(
    tx,
    sql`update credentials.handing_out set copies = null where person = ${person} and ${signedBy(key, 'at')}`,
  );
}

function tellHolder(tx: Db, gov: Government, { person, id, type }: Card, key: IssuerKey): Promise<void> {
  const title = gov.pack.credentials.get(type)?.title ?? { ko: type, 'zh-Hant': type, en: type };
  return send(tx, {
    to: person,
    at: gov.clock.now(),
    key: `card-recalled ${id} ${key.id}`,
    about: id,
    link: '/cards',
    title: {
      ko: `지갑의 ${title.ko}을 새로 받아 주세요`,
      'zh-Hant': `請更新皮夾中的${title['zh-Hant']}`,
      en: `Renew in your wallet: ${title.en}`,
    },
    body: {
      ko: '발급 기관의 열쇠가 다른 사람에게 넘어갔을 수 있어 그 열쇠로 서명한 것을 모두 무효로 했어요. 증명서의 자격은 그대로예요. 지갑을 열면 새 열쇠로 서명한 것을 다시 받고, 종이 증명서는 다시 인쇄해 주세요.',
      'zh-Hant':
        '發證機關的金鑰可能外洩，因此以該金鑰簽署的數位憑證一律失效，您的資格不受影響。開啟皮夾即可取得以新金鑰簽署的憑證；紙本請重新列印。',
      en: 'A key of its issuer may be in other hands, so nothing that this key has signed is accepted any more. You still have the card: open your wallet and it fetches copies that a new key has signed. Print paper cards again.',
    },
  });
}
