import { addDays, all, array, type Db, dayOf, json, run, sql, transaction, uuidv7 } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { relatedPeople } from '../../../registry/index.ts';
import { gathering, ownShop, refundCircle, regulars, ring } from './circles.ts';
import { devicePace, deviceWallets, shopPace, walletPace } from './pace.ts';
import { cashOut, night, wholeBalance } from './shops.ts';
import type { Finding, Signal, Watched } from './signal.ts';

/** Everything that is looked for. A new signal is a row here, and its words are in the pages. */
const SIGNALS = {
  'wallet-pace': walletPace,
  'device-pace': devicePace,
  'shop-pace': shopPace,
  'device-wallets': deviceWallets,
  'own-shop': ownShop,
  'refund-circle': refundCircle,
  ring,
  gathering,
  'cash-out': cashOut,
  night,
  'whole-balance': wholeBalance,
} satisfies Record<string, Signal>;

export type SignalName = keyof typeof SIGNALS | 'family-shop';
export const SIGNAL_NAMES = [...(Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]), 'family-shop'] as const;

/** So far back payments are looked at. */
const WATCHED_DAYS = 14;

/** What was cleared comes back only when it is so much worse. */
const WORSE = 15;

/**
 * Looks at the payments of the last two weeks of each programme and makes a case of each thing that stands out. What is a
 * case already is brought up to date. Runs beside the payments and takes no locks of theirs; doing it again changes
 * nothing.
 */
export async function watchTrade(gov: Government): Promise<void> {
  const zone = gov.pack.timeZone;
  const since = addDays(dayOf(gov.clock.now(), zone), -WATCHED_DAYS);
  for (const programme of gov.pack.programmes.keys()) {
    const watched = { programme, since, zone };
    for (const [name, signal] of Object.entries(SIGNALS) as [SignalName, Signal][]) {
      await keep(gov, programme, name, await all(gov.db, signal(watched)));
    }
    await keep(gov, programme, 'family-shop', await ofFamily(gov, watched));
  }
}

/** Those regulars of a shop who are of its owner's family. Only that they are is looked up, which discloses nothing. */
async function ofFamily(gov: Government, watched: Watched): Promise<Finding[]> {
  const found = await all(gov.db, regulars(watched));
  const families = new Map<string, Set<string>>();
  const owners = await ownersOf(
    gov.db,
    found.flatMap(({ shops }) => shops),
  );
  for (const owner of new Set(owners.values())) families.set(owner, await relatedPeople(gov.db, gov, owner));
  return found.filter(({ shops, wallets }) => families.get(owners.get(shops[0]!)!)?.has(wallets[0]!));
}

async function ownersOf(db: Db, shops: readonly string[]): Promise<Map<string, string>> {
  const rows = await all(
    db,
    sql<{ id: string; owner: string }>`select id, owner from programmes.shop where id = any(${array(shops, 'uuid')})`,
  );
  return new Map(rows.map(({ id, owner }) => [id, owner]));
}

async function keep(
  gov: Government,
  programme: string,
  signal: SignalName,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.length === 0) return;
  const now = gov.clock.now();
  await transaction(gov.db, async (tx) => {
    for (const { subject, strength, wallets, shops, measures, payments, seenAt } of findings) {
      const score = Math.round(100 * strength);
      await run(
        tx,
        sql`insert into programmes.suspicion as s (programme, id, signal, subject, score, wallets, shops, measures,
            payments, found_at, seen_at, state)
          select ${programme}, ${uuidv7(now)}, ${signal}, ${subject}, ${score}::smallint, ${array(wallets, 'uuid')},
            ${array(shops, 'uuid')}, ${json(measures)}, ${json(payments)}, ${now}, ${seenAt}, 'open'
          where not exists (select from programmes.suspicion c where c.programme = ${programme} and c.signal = ${signal}
            and c.subject = ${subject} and c.state = 'cleared' and c.score + ${WORSE}::int > ${score}::int)
          on conflict (programme, signal, subject) where state <> 'cleared' do update set
            score = excluded.score, wallets = excluded.wallets, shops = excluded.shops, measures = excluded.measures,
            payments = excluded.payments, seen_at = excluded.seen_at where s.state <> 'frozen'`,
      );
    }
  });
}
