import { atSeconds, run, sql, trueSeconds } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';

/** The job that throws away what has ended: codes, tokens, nonces, and wallets that registered and never came. */
export const SWEEP_TASK = 'credentials.sweep-issuing';

/** A wallet that has registered and fetched nothing for anybody is forgotten after so many seconds. */
const IDLE_REGISTRATION = 90 * 86_400;

/** Throws away what nobody would take any more. */
export async function sweepIssuing(gov: Pick<Government, 'db'>): Promise<void> {
  const now = trueSeconds();
  await run(gov.db, sql`delete from credentials.spent where ends_at < ${atSeconds(now)}`);
  await run(gov.db, sql`delete from credentials.oauth where ends_at < ${atSeconds(now)}`);
  await run(
    gov.db,
    sql`delete from credentials.oauth o
      where model = 'Client' and registered_at < ${atSeconds(now - IDLE_REGISTRATION)}
        and not exists (select from credentials.wallet w where sha256(convert_to(w.client, 'UTF8')) = o.id)`,
  );
  await run(
    gov.db,
    sql`delete from credentials.permit p
      where not exists (select from credentials.oauth o where o.grant_id = p.grant_id)`,
  );
}
