import { AppError, type Db, first, run, sql, type Text, transaction, uuidv7 } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { recordOfficeAct } from './acts.ts';
import { tellFrozen, tellKept, tellUnfrozen } from './freeze-letters.ts';
import { type Freeze, type FreezeKind, freezeById, peopleOfSubject } from './freezes.ts';
import { asOffice, type ProgrammeOfficer, programmesOfOfficer, refuseFamily, wordsOf } from './officer.ts';

/** What one officer asks another to agree to. */
export interface FreezeProposal {
  programme: string;
  kind: FreezeKind;
  subject: string;
  reason: string;
  /** The case that it comes from. */
  suspicion?: string;
}

/** Proposes a freeze. Nothing is frozen by it: another officer has to confirm. Returns its id. */
export async function proposeFreeze(
  gov: Government,
  officer: ProgrammeOfficer,
  proposal: FreezeProposal,
): Promise<string> {
  const { kind, subject, suspicion } = proposal;
  const programme = asOffice(gov, officer, proposal.programme);
  const reason = wordsOf(proposal.reason);
  return transaction(gov.db, async (tx) => {
    await refuseFamily(tx, gov, officer, await peopleOfSubject(tx, kind, subject));
    await sql`select pg_advisory_xact_lock(hashtextextended(${`freeze/${kind}/${subject}`}, 0))`.execute(tx);
    if (await isPending(tx, programme, kind, subject)) throw new AppError('conflict', ALREADY);
    const at = gov.clock.now();
    const id = uuidv7(at);
    await run(
      tx,
      sql`insert into programmes.freeze (id, kind, subject, programme, reason, suspicion, proposed_by, proposed_at)
        values (${id}, ${kind}, ${subject}, ${programme.id}, ${reason}, ${suspicion ?? null}, ${officer.person}, ${at})`,
    );
    await record(tx, gov, officer, { id, kind, subject, programme: programme.id }, 'freeze-proposed', reason);
    return id;
  });
}

/** The second officer agrees: the freeze holds from now on, and whom it is about is told why and how to object. */
export function confirmFreeze(gov: Government, officer: ProgrammeOfficer, id: string): Promise<void> {
  return onFreeze(gov, officer, id, async (tx, freeze) => {
    if (freeze.confirmedAt || freeze.endedAt) throw new AppError('conflict', NOT_NOW);
    if (freeze.proposedBy === officer.person) throw new AppError('forbidden', OWN_PROPOSAL);
    const at = gov.clock.now();
    await run(
      tx,
      sql`update programmes.freeze set confirmed_by = ${officer.person}, confirmed_at = ${at} where id = ${id}`,
    );
    if (freeze.kind === 'shop') await setShop(tx, freeze.subject, 'frozen');
    if (freeze.suspicion) await moveCase(tx, freeze, 'frozen', officer, at);
    await record(tx, gov, officer, freeze, 'frozen', freeze.reason);
    await tellFrozen(tx, gov, freeze);
  });
}

/** The second officer says no, or the first takes it back. */
export async function declineFreeze(
  gov: Government,
  officer: ProgrammeOfficer,
  id: string,
  why: string,
): Promise<void> {
  const reason = wordsOf(why);
  return onFreeze(gov, officer, id, async (tx, freeze) => {
    if (freeze.confirmedAt || freeze.endedAt) throw new AppError('conflict', NOT_NOW);
    await run(
      tx,
      sql`update programmes.freeze set declined = true, ended_by = ${officer.person}, ended_at = ${gov.clock.now()}
        where id = ${id}`,
    );
    await record(tx, gov, officer, freeze, 'freeze-declined', reason);
  });
}

/** Ends a freeze: any one officer may, since it gives back and takes nothing. Whom it was about is told. */
export async function endFreeze(gov: Government, officer: ProgrammeOfficer, id: string, why: string): Promise<void> {
  const reason = wordsOf(why);
  return onFreeze(gov, officer, id, async (tx, freeze) => {
    if (!freeze.confirmedAt || freeze.endedAt) throw new AppError('conflict', NOT_NOW);
    const at = gov.clock.now();
    await run(
      tx,
      sql`update programmes.freeze set ended_by = ${officer.person}, ended_at = ${at},
        answered_at = case when objection is null then null else coalesce(answered_at, ${at}) end where id = ${id}`,
    );
    if (freeze.kind === 'shop' && !(await hasOther(tx, freeze))) await setShop(tx, freeze.subject, 'active');
    if (freeze.suspicion && !(await ofCase(tx, freeze))) await moveCase(tx, freeze, 'watched', officer, at);
    await record(tx, gov, officer, freeze, 'unfrozen', reason);
    await tellUnfrozen(tx, gov, freeze, reason);
  });
}

/** Whom a freeze is about says what is wrong with it, once. @throws AppError `not-found` for what is none of theirs. */
export async function objectToFreeze(gov: Government, person: string, id: string, words: string): Promise<void> {
  const objection = wordsOf(words);
  return transaction(gov.db, async (tx) => {
    const freeze = await ownFreeze(tx, person, id, { lock: true });
    if (freeze.endedAt || freeze.objection !== null) throw new AppError('conflict', OBJECTED);
    await run(
      tx,
      sql`update programmes.freeze set objection = ${objection}, objected_at = ${gov.clock.now()} where id = ${id}`,
    );
    await record(tx, gov, { person }, freeze, 'objected', objection);
  });
}

/** A freeze that is in force about a person, or was. @throws AppError `not-found` for any other. */
export async function ownFreeze(db: Db, person: string, id: string, options = { lock: false }): Promise<Freeze> {
  const freeze = await freezeById(db, id, options);
  const own = freeze?.confirmedAt && (await isTold(db, freeze, person));
  if (!freeze || !own) throw new AppError('not-found', NO_FREEZE);
  return freeze;
}

/** Keeps a freeze in spite of an objection. Neither of the two who froze may say so. */
export async function refuseObjection(
  gov: Government,
  officer: ProgrammeOfficer,
  id: string,
  why: string,
): Promise<void> {
  const reason = wordsOf(why);
  return onFreeze(gov, officer, id, async (tx, freeze) => {
    if (freeze.endedAt || freeze.objection === null || freeze.answeredAt) throw new AppError('conflict', NOT_NOW);
    const froze = [freeze.proposedBy, freeze.confirmedBy];
    if (froze.includes(officer.person)) throw new AppError('forbidden', OWN_FREEZE);
    await run(tx, sql`update programmes.freeze set answered_at = ${gov.clock.now()} where id = ${id}`);
    await record(tx, gov, officer, freeze, 'objection-refused', reason);
    await tellKept(tx, gov, freeze, reason);
  });
}

function onFreeze(
  gov: Government,
  officer: ProgrammeOfficer,
  id: string,
  work: (tx: Db, freeze: Freeze) => Promise<void>,
): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const freeze = await freezeById(tx, id, { lock: true });
    // Another office's freeze is answered as one that does not exist.
    const isOwn = programmesOfOfficer(gov, officer).some((programme) => programme.id === freeze?.programme);
    if (!freeze || !isOwn) throw new AppError('not-found', NO_FREEZE);
    await refuseFamily(tx, gov, officer, await peopleOfSubject(tx, freeze.kind, freeze.subject));
    await work(tx, freeze);
  });
}

type Frozen = Pick<Freeze, 'id' | 'kind' | 'subject' | 'programme'>;

function record(
  tx: Db,
  gov: Government,
  officer: Pick<ProgrammeOfficer, 'person'>,
  { id, kind, subject, programme }: Frozen,
  act: Parameters<typeof recordOfficeAct>[3]['kind'],
  reason: string,
): Promise<void> {
  const of = gov.pack.programmes.get(programme)!;
  return recordOfficeAct(tx, gov, of, { kind: act, officer, reason, about: id, details: { [kind]: subject } });
}

/** Only the owner of a shop is told of its freeze; who stands at the till hears it from them. */
async function isTold(db: Db, { kind, subject }: Frozen, person: string): Promise<boolean> {
  if (kind === 'wallet') return subject === person;
  const own = await first(db, sql`select from programmes.shop where id = ${subject} and owner = ${person}`);
  return own !== undefined;
}

async function isPending(tx: Db, programme: Programme, kind: FreezeKind, subject: string): Promise<boolean> {
  const found = await first(
    tx,
    sql`select from programmes.freeze where kind = ${kind} and subject = ${subject}
      and (programme = ${programme.id} or kind = 'shop') and ended_at is null limit 1`,
  );
  return found !== undefined;
}

async function hasOther(tx: Db, { id, subject }: Frozen): Promise<boolean> {
  const found = await first(
    tx,
    sql`select from programmes.freeze where kind = 'shop' and subject = ${subject} and id <> ${id}
      and confirmed_at is not null and ended_at is null limit 1`,
  );
  return found !== undefined;
}

/** Whether something else is frozen because of the same case. */
async function ofCase(tx: Db, { id, programme, suspicion }: Freeze): Promise<boolean> {
  const found = await first(
    tx,
    sql`select from programmes.freeze where programme = ${programme} and suspicion = ${suspicion} and id <> ${id}
      and confirmed_at is not null and ended_at is null limit 1`,
  );
  return found !== undefined;
}

/** A case whose freeze is over is watched: what it was about has not been cleared by that. */
async function moveCase(
  tx: Db,
  { programme, suspicion }: Freeze,
  state: 'frozen' | 'watched',
  { person }: ProgrammeOfficer,
  at: Date,
): Promise<void> {
  await run(
    tx,
    sql`update programmes.suspicion set state = ${state}, decided_by = ${person}, decided_at = ${at}
      where programme = ${programme} and id = ${suspicion} and state <> 'cleared'`,
  );
}

async function setShop(tx: Db, shop: string, state: 'active' | 'frozen'): Promise<void> {
  await run(tx, sql`update programmes.shop set state = ${state} where id = ${shop} and state <> 'left'`);
}

const NO_FREEZE: Text = {
  ko: '해당하는 사용 정지가 없어요. 목록에서 골라 주세요.',
  'zh-Hant': '找不到這項凍結，請從清單選擇。',
  en: 'There is no such freeze. Choose one from the list.',
};

const ALREADY: Text = {
  ko: '이미 정지했거나 정지를 제안했어요. 목록을 확인해 주세요.',
  'zh-Hant': '已凍結或已提議凍結，請查看清單。',
  en: 'It is frozen already, or somebody has proposed it. Look at the list.',
};

const NOT_NOW: Text = {
  ko: '그 사이에 처리됐어요. 목록을 새로 고쳐 주세요.',
  'zh-Hant': '這項凍結已處理，請重新整理清單。',
  en: 'This has been dealt with already. Reload the list.',
};

const OWN_PROPOSAL: Text = {
  ko: '정지는 두 사람이 함께 결정해요. 본인이 제안한 정지는 다른 담당자가 확인해요.',
  'zh-Hant': '凍結須由兩人決定。您提議的凍結，由另一位承辦人確認。',
  en: 'A freeze needs two people. What you proposed is confirmed by another officer.',
};

const OWN_FREEZE: Text = {
  ko: '정지를 제안하거나 확인한 담당자는 이의신청을 거절할 수 없어요. 다른 담당자가 답해요.',
  'zh-Hant': '提議或確認凍結的承辦人不能駁回異議，須由其他承辦人答覆。',
  en: 'Whoever proposed or confirmed a freeze cannot refuse the objection to it. Another officer answers.',
};

const OBJECTED: Text = {
  ko: '이미 이의를 제기했거나 정지가 끝났어요.',
  'zh-Hant': '您已提出異議，或凍結已解除。',
  en: 'You have objected already, or the freeze is over.',
};
