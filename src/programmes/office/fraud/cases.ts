import { AppError, all, array, type Db, first, run, sql, type Text, transaction } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import { namesOf, relatedPeople } from '../../../registry/index.ts';
import { actsAbout, type OfficeAct, recordOfficeAct } from '../acts.ts';
import { type Freeze, freezesOfSuspicion } from '../freezes.ts';
import { asOffice, asReader, type ProgrammeOfficer, refuseFamily, wordsOf } from '../officer.ts';
import type { SignalName } from './watch.ts';

/** Something that looks like fraud, as a queue shows it: without anybody's name. */
export interface Suspicion {
  programme: string;
  id: string;
  signal: SignalName;
  score: number;
  wallets: string[];
  shops: string[];
  /** The numbers that stand out, by name. */
  measures: Record<string, number>;
  payments: { shop: string; id: string }[];
  foundAt: Date;
  seenAt: Date;
  state: 'open' | 'watched' | 'cleared' | 'frozen';
}

const COLUMNS = sql`s.programme, s.id, s.signal, s.score, s.wallets, s.shops, s.measures, s.payments,
  s.found_at as "foundAt", s.seen_at as "seenAt", s.state`;

/** How many cases a queue shows. */
export const SUSPICIONS_SHOWN = 100;

/** The cases of a programme in a state, the worst first, without those that concern the officer or their family. */
export async function suspicionsOf(
  db: Db,
  gov: Government,
  officer: ProgrammeOfficer,
  programme: string,
  state: Suspicion['state'],
): Promise<Suspicion[]> {
  asOffice(gov, officer, programme);
  const family = array([...(await relatedPeople(db, gov, officer.person))], 'uuid');
  return all(
    db,
    sql<Suspicion>`select ${COLUMNS} from programmes.suspicion s
      where s.programme = ${programme} and s.state = ${state} and not s.wallets && ${family}
        and not exists (select from programmes.shop where id = any(s.shops) and owner = any(${family}))
        and not exists (select from programmes.clerk where shop = any(s.shops) and person = any(${family}))
      order by s.score desc, s.id limit ${SUSPICIONS_SHOWN + 1}`,
  );
}

/** How many cases of each programme are open. */
export async function openSuspicions(db: Db, programmes: readonly string[]): Promise<Map<string, number>> {
  const rows = await all(
    db,
    sql<{ programme: string; count: number }>`select programme, count(*)::int as count from programmes.suspicion
      where programme = any(${array(programmes, 'text')}) and state = 'open' group by programme`,
  );
  return new Map(rows.map(({ programme, count }) => [programme, count]));
}

/** One payment that shows it. */
export interface SeenPayment {
  shop: string;
  id: string;
  person: string | null;
  device: string | null;
  amount: number;
  refunded: number;
  at: Date;
  way: 'code' | 'scan' | 'note';
}

/** A case as its officer sees it: opening it reads of people, and they see that it was read. */
export interface OpenedSuspicion {
  suspicion: Suspicion;
  programme: Programme;
  /** By id; of the first people where there are many. */
  names: ReadonlyMap<string, string>;
  shops: ReadonlyMap<string, { id: string; name: string; state: string }>;
  payments: SeenPayment[];
  acts: OfficeAct[];
  freezes: Freeze[];
}

/** People of a case who are named. */
const NAMED = 30;

/**
 * Opens a case.
 * @throws AppError `not-found` for another office's, `forbidden` when it concerns the officer or their family.
 */
export async function openSuspicion(
  gov: Government,
  officer: ProgrammeOfficer,
  programmeId: string,
  id: string,
): Promise<OpenedSuspicion> {
  const programme = asOffice(gov, officer, programmeId);
  return transaction(gov.db, async (tx) => {
    const suspicion = await ownSuspicion(tx, gov, officer, programmeId, id);
    const people = suspicion.wallets.slice(0, NAMED);
    const purpose = { text: TO_CHECK };
    const names = await namesOf(tx, gov, { reader: asReader(officer), purpose, people });
    const shops = await all(
      tx,
      sql<{ id: string; name: string; state: string }>`select id, name, state from programmes.shop
        where id = any(${array(suspicion.shops, 'uuid')})`,
    );
    const freezes = await freezesOfSuspicion(tx, programmeId, id);
    return {
      suspicion,
      programme,
      names,
      shops: new Map(shops.map((shop) => [shop.id, shop])),
      payments: await paymentsOf(tx, suspicion),
      acts: await actsAbout(tx, [id, ...freezes.map((freeze) => freeze.id)]),
      freezes,
    };
  });
}

const TO_CHECK: Text = {
  ko: '부정 사용이 의심되는 결제 확인',
  'zh-Hant': '查核疑似不當使用的付款',
  en: 'To check payments that look like misuse',
};

function paymentsOf(db: Db, { payments }: Suspicion): Promise<SeenPayment[]> {
  return all(
    db,
    sql<SeenPayment>`select p.shop, p.id, p.person, p.device, p.amount, p.refunded, p.paid_at as at, p.way
      from jsonb_to_recordset(${JSON.stringify(payments)}::jsonb) as wanted (shop uuid, id uuid)
        join programmes.payment p on p.shop = wanted.shop and p.id = wanted.id
      order by p.paid_at, p.id`,
  );
}

/** Closes a case as nothing wrong, or keeps an eye on it. A freeze is proposed, and ends it when a second person agrees. */
export async function decideSuspicion(
  gov: Government,
  officer: ProgrammeOfficer,
  programmeId: string,
  id: string,
  decision: { state: 'cleared' | 'watched'; reason: string },
): Promise<void> {
  const programme = asOffice(gov, officer, programmeId);
  const reason = wordsOf(decision.reason);
  return transaction(gov.db, async (tx) => {
    const { state } = await ownSuspicion(tx, gov, officer, programmeId, id, true);
    if (state === 'cleared' || state === decision.state) throw new AppError('conflict', DECIDED);
    await run(
      tx,
      sql`update programmes.suspicion set state = ${decision.state}, decided_by = ${officer.person},
        decided_at = ${gov.clock.now()} where programme = ${programmeId} and id = ${id}`,
    );
    await recordOfficeAct(tx, gov, programme, { kind: decision.state, officer, reason, about: id });
  });
}

async function ownSuspicion(
  tx: Db,
  gov: Government,
  officer: ProgrammeOfficer,
  programme: string,
  id: string,
  lock = false,
): Promise<Suspicion> {
  const suspicion = await first(
    tx,
    sql<Suspicion>`select ${COLUMNS} from programmes.suspicion s where s.programme = ${programme} and s.id = ${id}
      ${lock ? sql`for update` : sql``}`,
  );
  if (!suspicion) throw new AppError('not-found', NONE);
  await refuseFamily(tx, gov, officer, [...suspicion.wallets, ...(await peopleOfShops(tx, suspicion.shops))]);
  return suspicion;
}

async function peopleOfShops(db: Db, shops: readonly string[]): Promise<string[]> {
  const ids = array(shops, 'uuid');
  const rows = await all(
    db,
    sql<{ person: string }>`select owner as person from programmes.shop where id = any(${ids})
      union select person from programmes.clerk where shop = any(${ids})`,
  );
  return rows.map(({ person }) => person);
}

const NONE: Text = {
  ko: '해당하는 건이 없어요. 목록에서 골라 주세요.',
  'zh-Hant': '查無此案，請從清單選擇。',
  en: 'There is no such case. Choose one from the queue.',
};

const DECIDED: Text = {
  ko: '이미 그렇게 처리했어요. 목록을 새로 고쳐 주세요.',
  'zh-Hant': '本案已如此處理，請重新整理清單。',
  en: 'This was decided already. Reload the queue.',
};
