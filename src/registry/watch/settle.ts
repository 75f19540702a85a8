import { AppError, type Db, first, run, sql, type Text } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { relatedPeople } from '../references.ts';
import { alarmFor, isKeeperOf, type KeeperPost } from './alarms.ts';

/** The kind of act of the public log by which an alarm is settled. */
const SETTLED = 'alarm.settled';

const REFUSED = {
  own: {
    ko: '본인이나 가족과 관련된 기록은 다른 담당자가 처리해야 해요.',
    'zh-Hant': '與您本人或家人有關的紀錄，須由其他承辦人處理。',
    en: 'This concerns you or your family. Another officer has to settle it.',
  },
  settled: {
    ko: '이미 처리한 기록이에요.',
    'zh-Hant': '這筆紀錄已經處理。',
    en: 'This was settled already.',
  },
} as const satisfies Record<string, Text>;

/** An alarm as it is settled. */
interface AlarmRow {
  person: string;
  registry: string;
  fault: string;
  settlement: string | null;
  settledAt: Date | null;
  salt: string | null;
}

const ROW = sql`person, registry, reason as fault, settlement, settled_at as "settledAt", salt`;

/** What is committed to in the public log when an alarm is settled. */
const contentOf = (
  id: string,
  { registry, fault, settlement }: Pick<AlarmRow, 'registry' | 'fault' | 'settlement'>,
) => ({
  alarm: id,
  registry,
  fault,
  settlement,
});

/**
 * Settles an alarm, with what the officer found: an act of the public log. Nobody settles what is about their own looks,
 * or their own data or their family's.
 * @throws AppError `not-found` for another office's, `forbidden`, and `conflict` for one that is settled.
 */
export async function settleAlarm(
  tx: Db,
  gov: Government,
  officer: KeeperPost & { person: string },
  { id, settlement }: { id: string; settlement: string },
): Promise<void> {
  const { person, agency } = officer;
  const { readerKind, reader } = await alarmFor(tx, gov, officer, id);
  const alarm = (await first(
    tx,
    sql<AlarmRow>`select ${ROW} from registry.alarm where agency = ${agency} and id = ${id} for update`,
  ))!;
  const family = await relatedPeople(tx, gov, person);
  const isOwnLook = readerKind === 'officer' && reader === person;
  if (isOwnLook || alarm.person === person || family.has(alarm.person)) throw new AppError('forbidden', REFUSED.own);
  if (alarm.settledAt) throw new AppError('conflict', REFUSED.settled);
  const at = gov.clock.now();
  const content = contentOf(id, { ...alarm, settlement });
  const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: SETTLED, agency, at, content });
  await run(
    tx,
    sql`update registry.alarm set settled_at = ${at}, settled_by = ${person}, settlement = ${settlement},
        entry = ${entry}, salt = ${salt}
      where person = ${alarm.person} and id = ${id}`,
  );
}

/** What was found, and what opens its leaf in the log; null once the person is erased. */
export interface OpenedSettlement {
  content: Record<string, unknown>;
  salt: string | null;
}

/** How an alarm was settled, for those who look after its registry; undefined for anybody else, and for other acts. */
export async function openSettlement(
  db: Db,
  gov: Pick<Government, 'pack'>,
  kind: string,
  { entry, post }: { entry: string; post: KeeperPost | undefined },
): Promise<OpenedSettlement | undefined> {
  if (kind !== SETTLED || !post) return undefined;
  const found = await first(
    db,
    sql<AlarmRow & { id: string }>`select id, ${ROW} from registry.alarm
      where entry = ${entry} and agency = ${post.agency}`,
  );
  if (!found || !isKeeperOf(gov, post, found.registry)) return undefined;
  return { content: contentOf(found.id, found), salt: found.salt };
}
