import { randomBytes, randomUUID } from 'node:crypto';
import { currentTemplate, type Jwk, registerReceiver } from '../src/exchange/index.ts';
import { numberOf } from '../src/identity/index.ts';
import { all, array, type Db, run, sha256, sql, transaction, uuidv7 } from '../src/kernel/index.ts';
import type { Government } from '../src/pack/index.ts';
import { writeRecords } from '../src/registry/index.ts';
import { makeMothers } from '../test/faults/mothers.ts';
import { dpopOf } from './licence-holders.ts';
import { newKey, type SigningKey } from './signing-key.ts';

/*
 * A bank that is told, and those of whom: what is there when it begins to ask. Consents and tokens are written as they would
 * be had so many agreed, since nobody would wait until they had.
 */

const PARTY = 'bank';
const USE = 'card-application';
/** What is told: three fields out of two registers, for once. */
const FIELDS = ['persons.name', 'persons.born_on', 'labour-enrolment.employer'];
const EMPLOYMENT = { employer: '海岸電子股份有限公司', since: '2021-03-02', insured_days: 900, average_salary: 42_000 };

/** Who asks: its tokens are bound to the key of its device. */
export interface Bank {
  device: SigningKey;
  people: readonly string[];
  template: string;
}

/** Registers the bank and makes people who have an employer. */
export async function makeBank(gov: Government, count: number): Promise<Bank> {
  const people = (await makeMothers(gov, { count })).map(({ person }) => person);
  const numbers = await numberOf(gov.db, people);
  const rows = people.map((person) => ({ person: numbers.get(person)!, ...EMPLOYMENT }));
  const keyFor = (use: 'sig' | 'enc', alg: Jwk['alg']): Jwk => {
    const { x, y } = newKey().jwk;
    return { kty: 'EC', crv: 'P-256', x: x!, y: y!, kid: use, use, alg };
  };
  const keys = { sign: [keyFor('sig', 'ES256')], encrypt: keyFor('enc', 'ECDH-ES') };
  await transaction(gov.db, async (tx) => {
    const registry = 'labour-enrolment';
    await writeRecords(tx, gov, { registry, rows, source: 'synthetic', at: gov.clock.now(), announce: false });
    await registerReceiver(tx, gov, { party: PARTY, keys, webhook: undefined, owner: undefined });
    // Of few people many are told here: what one of them may be told in a minute is not what is measured.
    await run(tx, sql`update exchange.receiver set answers_a_minute = 10000000, answers_a_person = 1000000`);
  });
  const template = (await currentTemplate(gov.db, gov, { party: PARTY, use: USE })).id;
  return { device: newKey(), people, template };
}

/** An access token for one consent. */
const TOKEN_LIFE_S = 3_600;

/** So many consents, each with a token. @returns the tokens. */
export async function giveConsents(
  gov: Government,
  { device, people, template }: Bank,
  count: number,
): Promise<string[]> {
  const at = gov.clock.now();
  const jkt = thumbprintOf(device);
  const until = new Date(at.getTime() + 7 * 86_400_000);
  const given = Array.from({ length: count }, (_, nth) => ({
    ...{ consent: uuidv7(at), person: people[nth % people.length]!, token: randomBytes(32).toString('base64url') },
  }));
  const column = <T>(type: string, pick: (one: (typeof given)[number]) => T) => array(given.map(pick), type);
  await run(
    gov.db,
    sql`insert into exchange.consent (id, person, given_by, party, template, fields, statements, often, state, locale,
        from_at, until_at, given_at, changed_at)
      select id, person, person, ${PARTY}, ${template}, ${FIELDS}::text[], '{}', 'once', 'given', 'en', ${at}, ${until},
        ${at}, ${at}
      from unnest(${column('uuid', ({ consent }) => consent)}, ${column('uuid', ({ person }) => person)}) as given (id, person)`,
  );
  const payloadOf = ({ consent, person }: (typeof given)[number]) =>
    JSON.stringify({
      ...{
        accountId: person,
        clientId: PARTY,
        grantId: randomBytes(32).toString('base64url'),
        jkt,
        kind: 'AccessToken',
      },
      rar: [{ type: 'madang_data', template, fields: FIELDS, statements: [], consent, often: 'once', until }],
    });
  await run(
    gov.db,
    sql`insert into exchange.oauth (id, model, person, payload, ends_at)
      select id, 'AccessToken', person, payload, now() + ${`${TOKEN_LIFE_S} s`}::interval
      from unnest(${column('bytea', ({ token }) => sha256(token))}, ${column('uuid', ({ person }) => person)},
        ${column('jsonb', payloadOf)}) as given (id, person, payload)`,
  );
  return given.map(({ token }) => token);
}

/** RFC 7638. */
function thumbprintOf({ jwk: { crv, kty, x, y } }: SigningKey): string {
  return sha256(JSON.stringify({ crv, kty, x, y })).toString('base64url');
}

const ANSWERS = '/exchange/answers';

/** What is sent for one answer. */
export function askFor(
  origin: string,
  { device }: Bank,
  token: string,
): { headers: Record<string, string>; body: string } {
  const dpop = dpopOf(device, { method: 'POST', url: origin + ANSWERS, token });
  const headers = { authorization: `DPoP ${token}`, dpop, 'content-type': 'application/json' };
  return { headers, body: JSON.stringify({ id: randomUUID() }) };
}

/** The same as bytes. */
export function bytesOf({ headers, body }: ReturnType<typeof askFor>): Buffer {
  const lines = Object.entries({ host: 'localhost', ...headers, 'content-length': String(body.length) });
  const head = [`POST ${ANSWERS} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return Buffer.from(`${head}\r\n\r\n${body}`);
}

/** From so many on they are stored without indexes, which are built at the end: it takes a fraction of the time. */
const MANY = 100_000;

/**
 * So many disclosures of the past, as answers leave them: of a million people, in no order, over a year. They are said to
 * have been watched over: none of them is by a consent, and the watch would raise an alarm for each.
 * @param person of whom all of them are; of many people unless stated.
 */
export async function storeDisclosures(gov: Government, count: number, person?: string): Promise<void> {
  const { db } = gov;
  await run(
    db,
    sql`insert into registry.access (id, reader_kind, reader, use, agency, registry, fields, purpose)
      select md5('bench ' || nth)::uuid, 'party', ${PARTY}, ${USE}, 'household-registration', 'persons', '{name,born_on}',
        '{"text": {"en": "To decide", "ko": "심사", "zh-Hant": "審核"}}'
      from generate_series(1, 50) as nth on conflict do nothing`,
  );
  await run(
    db,
    sql`insert into registry.watch (id, until) values ('disclosures', ${gov.clock.now()})
      on conflict (id) do update set until = greatest(watch.until, excluded.until)`,
  );
  await transaction(db, async (tx) => {
    const indexes = count < MANY ? [] : await takeIndexesAway(tx);
    // Ids of version 7 whose time is that of the read, as those that are made one by one.
    await run(
      tx,
      sql`insert into registry.disclosure (person, id, at, access, salt, consent)
        select coalesce(${person ?? null}::uuid, md5('person ' || (random() * 1000000)::int)::uuid),
          (lpad(to_hex(ms), 12, '0') || '7' || right(md5(nth::text || random()), 19))::uuid, to_timestamp(ms / 1000.0),
          md5('bench ' || 1 + nth % 50)::uuid, encode(sha256(nth::text::bytea), 'base64'), md5(nth::text)::uuid
        from generate_series(1::bigint, ${count}) as nth
        cross join lateral (select (extract(epoch from now() - interval '1 year' + interval '1 year' * nth / ${count}) * 1000)::bigint) as t (ms)`,
    );
    await run(tx, sql`set local maintenance_work_mem = '512MB'`);
    for (const index of indexes) await run(tx, sql.raw(index));
  });
  await run(db, sql`vacuum analyze registry.disclosure`);
}

/** Drops the indexes of disclosures. @returns what makes them again. */
async function takeIndexesAway(tx: Db): Promise<string[]> {
  const found = await all(
    tx,
    sql<{ name: string; key: string | null; made: string }>`
      select i.indexrelid::regclass::text as name, pg_get_constraintdef(c.oid) as key, pg_get_indexdef(i.indexrelid) as made
      from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
      where i.indrelid = 'registry.disclosure'::regclass`,
  );
  for (const { name, key } of found)
    await run(
      tx,
      key
        ? sql`alter table registry.disclosure drop constraint ${sql.ref(name.split('.').at(-1)!)}`
        : sql`drop index ${sql.raw(name)}`,
    );
  return found.map(({ key, made }) => (key ? `alter table registry.disclosure add ${key}` : made));
}
