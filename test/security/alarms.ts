import { randomUUID } from 'node:crypto';
import { sql } from '../../src/kernel/index.ts';
import type { TestSite } from '../support/site.ts';

const PURPOSE = { text: { ko: '없음', 'zh-Hant': '無', en: 'None' } };

/** An alarm on a look at somebody's data that nothing allowed, by the beginnings of the paths that lead to it. */
export async function makeAlarm({ gov }: Pick<TestSite, 'gov'>, person: string) {
  const [access, alarm] = [randomUUID(), randomUUID()];
  const at = gov.clock.now();
  await sql`insert into registry.access (id, reader_kind, reader, agency, registry, fields, purpose)
    values (${access}, 'service', 'curiosity', 'labour-insurance', 'persons', array['name'], ${JSON.stringify(PURPOSE)}::jsonb)`.execute(
    gov.db,
  );
  await sql`insert into registry.disclosure (person, id, at, access)
    values (${person}, ${alarm}, ${at}, ${access})`.execute(gov.db);
  await sql`insert into registry.alarm (person, id, agency, registry, reason, raised_at)
    values (${person}, ${alarm}, 'household-registration', 'persons', 'service', ${at})`.execute(gov.db);
  return { '/office/looks/': { alarm } };
}

/** What an officer says who settles one. */
export const ALARM_BODIES: Record<string, object> = {
  'POST /office/looks/:alarm': { settlement: '測試' },
};
