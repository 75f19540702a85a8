import { forgetParty } from '../../credentials/index.ts';
import { AppError, all, type Db, first, isSandbox, run, sql, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { enrolPrepared, prepareEnrolment } from './prepare.ts';
import type { Enrolment } from './register.ts';

/** What a sandbox takes: hand-ins in 24 hours from all together, and of one address in a minute; and for how long what nobody uses stays. */
export const SANDBOX = { handInsADay: 200, handInsAMinute: 10, unusedDays: 30 } as const;

const DAY_MS = 86_400_000;
const before = ({ clock }: Government, days: number) => new Date(clock.now().getTime() - days * DAY_MS);

/**
 * Registers what somebody hands in, without an officer: in a sandbox.
 * @returns the party.
 * @throws AppError `forbidden` where there are real people; `too-many-requests`; `invalid`, `conflict` as `enrolReceiver`.
 */
export async function enrolAtOnce(tx: Db, gov: Government, enrolment: Enrolment & { owner: string }): Promise<string> {
  if (!isSandbox(gov.config)) throw new AppError('forbidden', 'An officer has to look at this first.');
  const lately = await first(
    tx,
    sql<{ count: number }>`select count(*) from exchange.enrolment where at > ${before(gov, 1)}`,
  );
  if (lately!.count >= SANDBOX.handInsADay)
    throw new AppError('too-many-requests', {
      'zh-Hant': '測試環境今天的登記已達上限。請明天再試。',
      ko: '오늘 시험 환경에 등록할 수 있는 수를 넘었어요. 내일 다시 해 주세요.',
      en: 'The sandbox has taken as much as it takes in a day. Come again tomorrow.',
    });
  const { code } = await prepareEnrolment(tx, gov, enrolment);
  return enrolPrepared(tx, gov, { owner: enrolment.owner, code });
}

/** Removes the receivers of a sandbox that nobody has used for 30 days; their ids are free again. */
export async function sweepSandbox(gov: Government): Promise<void> {
  if (!isSandbox(gov.config)) return;
  const since = before(gov, SANDBOX.unusedDays);
  for (const { party } of await all(gov.db, unusedSince(since)))
    await transaction(gov.db, async (tx) => {
      for (const table of ['receiver', 'enrolment', 'webhook', 'deletion'])
        await run(tx, sql`delete from ${sql.id('exchange', table)} where party = ${party}`);
      await forgetParty(tx, gov, party);
    });
}

/** Receivers on somebody's desk whose keys and purposes are as they were, and to whom nobody has agreed or was told anything of. */
const unusedSince = (since: Date) => sql<{
  party: string;
}>`select party from exchange.receiver r where owner is not null
  and not exists (select from exchange.enrolment e where e.party = r.party and e.at >= ${since})
  and not exists (select from exchange.receiver_act a where a.party = r.party and a.at >= ${since})
  and not exists (select from exchange.consent c where c.party = r.party
    and greatest(c.given_at, c.changed_at, c.answered_at) >= ${since})`;
