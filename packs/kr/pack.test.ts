import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { checkPack, demoRows, type Fact, formatProblem, loadPack, type Pack } from '../../src/pack/index.ts';

describe('the pack', () => {
  let pack: Pack;
  before(async () => {
    pack = await loadPack('kr');
  });

  it('has no mistakes, and every example comes out as written', async () => {
    const { problems, examples } = await checkPack('kr');
    assert.deepEqual(problems.map(formatProblem), []);
    assert.deepEqual(
      examples.filter(({ passed }) => !passed),
      [],
    );
  });

  it('has examples of each service for yes, no and need, and for each clause that fails alone or with others', () => {
    for (const { id, examples, clauses } of pack.services.values()) {
      const outcomes = new Set<string>(examples.map(({ out }) => out.eligible));
      assert.deepEqual([...outcomes].sort(), ['need', 'no', 'yes'], id);
      const failed = new Set(examples.flatMap(({ out }) => out.because ?? []));
      const asked = examples.flatMap(({ out }) => out.ask ?? []);
      // A clause that only wants an answer cannot fail: it is needed.
      const unseen = clauses.filter((clause) => !failed.has(clause.id) && asked.length === 0);
      assert.deepEqual(unseen, [], id);
    }
  });

  it('says each service in at most 80 lines of at most 160 characters', async () => {
    for (const id of pack.services.keys()) {
      const text = await readFile(new URL(`services/${id}/service.yaml`, import.meta.url), 'utf8');
      const lines = text.trimEnd().split('\n');
      assert.ok(lines.length <= 80, `${id}: ${lines.length} lines`);
      assert.deepEqual(
        lines.filter((line) => [...line].length > 160),
        [],
      );
    }
  });

  it('cites for each clause and parameter; an act without its article is marked as not checked', () => {
    for (const { id, law, clauses, parameters } of pack.services.values()) {
      const cited = [...clauses, ...parameters.values()].map((one) => one.law);
      assert.ok(
        cited.every((one) => one !== undefined),
        id,
      );
      const loose = [...law, ...cited].filter((one) => /법$/.test(one!.act) && !one!.article && one!.checked !== false);
      assert.deepEqual(loose, [], id);
    }
  });

  it('lets an agency read only what one of its services needs', () => {
    const registriesOf = ({ source }: Fact): string[] => {
      if (source.kind === 'registry' || source.kind === 'count') return [source.registry];
      return source.kind === 'each' ? Object.values(source.take).map(({ registry }) => registry) : [];
    };
    const needed = new Set(
      [...pack.services.values()].flatMap(({ agency, facts }) =>
        [...facts.values()].flatMap(registriesOf).map((registry) => `${agency} reads ${registry}`),
      ),
    );
    const allowed = [...pack.registries.values()].flatMap(({ id, read }) =>
      read.map((agency) => `${agency} reads ${id}`),
    );
    assert.deepEqual(
      allowed.filter((one) => !needed.has(one)),
      [],
    );
  });

  it('has officers for every role that decides, and residents who are all in the registers', () => {
    const posts = new Set(pack.demo.personas.map(({ post }) => post && `${post.agency} ${post.role}`));
    for (const { agency, decide } of pack.services.values()) assert.ok(posts.has(`${agency} ${decide.role}`), agency);
    const rows = [...demoRows({ ...pack, demo: { ...pack.demo, count: 0 } }, '2026-11-21')];
    for (const registry of ['persons', 'incomes', 'assets', 'homes', 'family-relations', 'health-insurance']) {
      const people = rows.filter((row) => row.registry === registry).map(({ row }) => row.person);
      for (const { number, id } of pack.demo.personas) assert.ok(people.includes(number), `${id} in ${registry}`);
    }
  });
});
