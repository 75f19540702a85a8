import type pg from 'pg';

/** People per household, who follow each other. */
const HOUSEHOLD = 3;

/**
 * Fills the registries of the pack that the bench uses with so many people, straight into the tables: nobody would wait
 * for as many imports. Ids rise with time, as those of people do. Everything varies by fixed steps, so that each run has
 * the same people.
 * @param wanted which registries; all unless stated.
 */
export async function fillRegistries(pool: pg.Pool, count: number, wanted = Object.keys(REGISTRIES)): Promise<void> {
  const client = await pool.connect();
  await client.query(`create function pg_temp.person(i bigint) returns uuid immutable language sql
    as $$ select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid $$`);
  for (const registry of wanted) {
    const { every = 1, data } = REGISTRIES[registry]!;
    await client.query(
      `insert into registry.record (subject, registry, key, data, source, valid_from, recorded_at, version)
        select pg_temp.person(i), $1::text, '', ${data}, 'bench', '2026-01-01', '2026-01-01', 1
        from generate_series(0::bigint, $2::bigint - 1, $3::bigint) as i`,
      [registry, count, every],
    );
  }
  await client.query(
    `insert into registry.reference (person, registry, field, subject, key)
      select pg_temp.person(i + j), 'households', 'members', pg_temp.person(i), ''
      from generate_series(0::bigint, $1::bigint - 1, ${HOUSEHOLD}) as i, generate_series(0, ${HOUSEHOLD - 1}) as j`,
    [count],
  );
  await client.query('vacuum analyze registry.record');
  await client.query('vacuum analyze registry.reference');
  client.release();
}

interface Filling {
  /** Every so manieth person has a record; everybody unless stated. */
  every?: number;
  /** SQL of what it holds, of the person `i`. */
  data: string;
}

const REGISTRIES: Readonly<Record<string, Filling>> = {
  persons: {
    data: `jsonb_build_object('person', pg_temp.person(i), 'name', 'Name ' || i,
      'sex', case when i % 2 = 0 then 'female' else 'male' end, 'born_on', (date '1940-01-01' + (i * 7919 % 30000)::integer)::text)`,
  },
  incomes: {
    data: `jsonb_build_object('person', pg_temp.person(i), 'monthly', i * 31337 % 4000000, 'pay', i * 31337 % 4000000 * 12,
      'yearly', i * 31337 % 4000000 * 12, 'income_tax', i * 37 % 900000)`,
  },
  homes: { data: `jsonb_build_object('person', pg_temp.person(i), 'owned', i / 3 % 2)` },
  households: {
    every: HOUSEHOLD,
    data: `jsonb_build_object('head', pg_temp.person(i), 'region', case when i % 2 = 0 then 'seoul' else 'busan' end,
      'address', 'Street ' || i, 'members', jsonb_build_array(pg_temp.person(i), pg_temp.person(i + 1), pg_temp.person(i + 2)))`,
  },
  'family-relations': {
    data: `jsonb_build_object('person', pg_temp.person(i), 'couple', '[]'::jsonb, 'children', '[]'::jsonb,
      'parents', jsonb_build_array(pg_temp.person(greatest(0, i - 60000)), pg_temp.person(greatest(0, i - 60001))))`,
  },
  'rental-contracts': {
    every: 2,
    data: `jsonb_build_object('tenant', pg_temp.person(i), 'deposit', 10000000, 'rent', 300000 + i % 5 * 100000,
      'area', 33.5, 'since', '2025-01-01', 'until', '2027-01-01')`,
  },
  'employment-insurance': {
    every: 2,
    data: `jsonb_build_object('person', pg_temp.person(i), 'employer', 'Firm ' || i % 1000, 'workplace', 'seoul',
      'employer_size', case when i % 3 = 0 then 'small-medium' else 'large' end, 'insured_days', 400, 'days_in_two_years', 300,
      'since', (date '2020-01-01' + (i % 2000)::integer)::text, 'wage', 2000000)`,
  },
};
