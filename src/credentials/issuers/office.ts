import { AppError, all, type Db, first, run, sql, type Text, transaction, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { distrustKeys, namedKey, rotateIssuer } from './change.ts';
import { kidOf } from './issuer.ts';
import { actingFor, issuersOf, KEEPER } from './names.ts';
import { type IssuerKey, keysOf, lockIssuer, recordIssuerAct } from './store.ts';

/** An officer who looks after the keys of an agency: at a post that decides about one of its cards. */
export interface KeyOfficer {
  person: string;
  agency: string;
  role: string;
}

/** What one officer asks another to agree to. */
export interface DistrustProposal {
  agency: string;
  id: string;
  /** The id of the key. */
  key: string;
  reason: string;
  proposedBy: string;
  proposedAt: Date;
}

/** Longest reason that an officer may give, in characters. */
export const LONGEST_KEY_REASON = 1_000;

/** The issuers whose keys a post looks after: its agency's, and the trust list's where that acts for who keeps it. */
export function mayHandleKeys(gov: Pick<Government, 'pack'>, { agency, role }: Omit<KeyOfficer, 'person'>): string[] {
  const decides = [...gov.pack.credentials.values()].some((type) => type.agency === agency && type.office === role);
  if (!decides) return [];
  return [...issuersOf(gov), KEEPER].filter((issuer) => actingFor(gov, issuer) === agency);
}

/** An issuer that an officer looks after: its keys, the oldest first, and what waits for a second officer. */
export async function issuerAsOfficer(gov: Government, officer: KeyOfficer, agency: string) {
  asKeyOffice(gov, officer, agency);
  return {
    keys: await keysOf(gov.db, agency),
    proposals: await all(
      gov.db,
      sql<DistrustProposal>`select ${PROPOSAL} from credentials.issuer_proposal
        where agency = ${agency} and ended_at is null order by id`,
    ),
  };
}

/**
 * Gives an issuer a new signer, with a new root if asked for, by an officer. What is out goes on being trusted, so that one
 * may do it alone.
 * @param kid of the signer that the officer saw: where there is another by now, nothing is done.
 */
export async function rotateAsOfficer(
  gov: Government,
  officer: KeyOfficer,
  { agency, kid, root = false }: { agency: string; kid: string; root?: boolean },
): Promise<void> {
  asKeyOffice(gov, officer, agency);
  const current = (await keysOf(gov.db, agency)).find(({ kind, state }) => kind === 'signer' && state === 'current');
  if (!current || kidOf(current) !== kid) throw new AppError('conflict', NOT_NOW);
  await rotateIssuer(gov, agency, { root, officer: officer.person, instead: current.id });
}

/** Proposes that a key be distrusted. Nothing comes of it until another officer agrees. Returns the proposal's id. */
export async function proposeDistrust(
  gov: Government,
  officer: KeyOfficer,
  { agency, kid, reason }: { agency: string; kid: string; reason: string },
): Promise<string> {
  asKeyOffice(gov, officer, agency);
  const words = wordsOf(reason);
  return transaction(gov.db, async (tx) => {
    await lockIssuer(tx, agency);
    const key = namedKey(await keysOf(tx, agency), kid);
    const at = gov.clock.now();
    const id = uuidv7(at);
    const written = await run(
      tx,
      sql`insert into credentials.issuer_proposal (agency, id, key, reason, proposed_by, proposed_at)
        values (${agency}, ${id}, ${key.id}, ${words}, ${officer.person}, ${at})
        on conflict (agency, key) where ended_at is null do nothing`,
    );
    if (written === 0) throw new AppError('conflict', ALREADY);
    await record(tx, gov, officer, { agency, key, reason: words, kind: 'distrust-proposed' });
    return id;
  });
}

/** The second officer agrees: nothing is believed any more that the key has signed, and what is out is taken back. */
export function confirmDistrust(gov: Government, officer: KeyOfficer, at: ProposalId): Promise<void> {
  return onProposal(gov, officer, at, async (tx, proposal, key) => {
    if (proposal.proposedBy === officer.person) throw new AppError('forbidden', OWN_PROPOSAL);
    await end(tx, gov, officer, proposal, true);
    const { agency, reason } = proposal;
    await distrustKeys(tx, gov, { agency, kid: kidOf(key), reason, officer: officer.person });
  });
}

/** The second officer says no, or the first takes it back. */
export function declineDistrust(
  gov: Government,
  officer: KeyOfficer,
  { reason, ...at }: ProposalId & { reason: string },
): Promise<void> {
  const words = wordsOf(reason);
  return onProposal(gov, officer, at, async (tx, proposal, key) => {
    await end(tx, gov, officer, proposal, false);
    await record(tx, gov, officer, { agency: proposal.agency, key, reason: words, kind: 'distrust-declined' });
  });
}

/** Which proposal. */
export interface ProposalId {
  agency: string;
  id: string;
}

const PROPOSAL = sql`agency, id, key, reason, proposed_by as "proposedBy", proposed_at as "proposedAt"`;

async function onProposal(
  gov: Government,
  officer: KeyOfficer,
  { agency, id }: ProposalId,
  work: (tx: Db, proposal: DistrustProposal, key: IssuerKey) => Promise<void>,
): Promise<void> {
  asKeyOffice(gov, officer, agency);
  await transaction(gov.db, async (tx) => {
    // In the order of whoever changes keys, so that none waits for the other.
    await lockIssuer(tx, agency);
    const proposal = await first(
      tx,
      sql<DistrustProposal>`select ${PROPOSAL} from credentials.issuer_proposal
        where agency = ${agency} and id = ${id} and ended_at is null for update`,
    );
    const key = (await keysOf(tx, agency)).find((one) => one.id === proposal?.key);
    if (!proposal || !key) throw new AppError('conflict', NOT_NOW);
    await work(tx, proposal, key);
  });
}

async function end(
  tx: Db,
  gov: Government,
  { person }: KeyOfficer,
  { agency, id }: ProposalId,
  confirmed: boolean,
): Promise<void> {
  await run(
    tx,
    sql`update credentials.issuer_proposal set confirmed = ${confirmed}, ended_by = ${person},
      ended_at = ${gov.clock.now()} where agency = ${agency} and id = ${id}`,
  );
}

async function record(
  tx: Db,
  gov: Government,
  { person }: KeyOfficer,
  act: { agency: string; key: IssuerKey; reason: string; kind: 'distrust-proposed' | 'distrust-declined' },
): Promise<void> {
  const { agency, key, reason, kind } = act;
  const content = { key: kidOf(key), reason };
  await recordIssuerAct(tx, gov, {
    ...{ by: actingFor(gov, agency), agency, kind, content },
    ...{ at: gov.clock.now(), officer: person },
  });
}

/** @throws AppError `not-found` for an issuer that is another office's, as for one that does not exist. */
function asKeyOffice(gov: Government, officer: KeyOfficer, agency: string): void {
  if (!mayHandleKeys(gov, officer).includes(agency)) throw new AppError('not-found', NO_ISSUER);
}

/** What an officer wrote, without the blanks around it. @throws AppError `invalid` when empty or too long. */
function wordsOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed !== '' && [...trimmed].length <= LONGEST_KEY_REASON) return trimmed;
  throw new AppError('invalid', {
    ko: `이유를 1~${LONGEST_KEY_REASON}자로 써 주세요`,
    'zh-Hant': `請以 1 至 ${LONGEST_KEY_REASON} 個字說明理由`,
    en: `Enter a reason of 1 to ${LONGEST_KEY_REASON} characters`,
  });
}

const NO_ISSUER: Text = {
  ko: '이 담당자가 맡은 발급 기관이 아니에요. 목록에서 골라 주세요.',
  'zh-Hant': '這不是您負責的發證機關，請從清單選擇。',
  en: 'You do not look after the keys of such an issuer. Choose one from your list.',
};

const NOT_NOW: Text = {
  ko: '그 사이에 처리됐어요. 화면을 새로 고쳐 주세요.',
  'zh-Hant': '這項事務已處理，請重新整理頁面。',
  en: 'This has been dealt with already. Reload the page.',
};

const ALREADY: Text = {
  ko: '이 키는 이미 신뢰 철회를 제안했어요. 목록을 확인해 주세요.',
  'zh-Hant': '已有人提議撤銷這把金鑰，請查看清單。',
  en: 'Somebody has proposed this already. Look at the list.',
};

const OWN_PROPOSAL: Text = {
  ko: '키의 신뢰 철회는 두 사람이 함께 결정해요. 본인이 제안한 것은 다른 담당자가 확인해요.',
  'zh-Hant': '撤銷對金鑰的信任須由兩人決定。您提議的，由另一位承辦人確認。',
  en: 'It takes two people to distrust a key. What you proposed is confirmed by another officer.',
};
