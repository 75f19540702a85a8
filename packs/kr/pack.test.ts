import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import {
  type Clause,
  checkPack,
  demoRows,
  type Fact,
  formatProblem,
  loadPack,
  type Pack,
} from '../../src/pack/index.ts';

/** The names that an expression speaks of. */
function namesIn(tree: Clause['tree']): string[] {
  const names: string[] = [];
  JSON.stringify(tree, (_, node) => {
    if (node?.kind === 'name') names.push(node.name);
    if (node?.kind === 'call') names.push(node.function);
    return node;
  });
  return names;
}

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

  it('has examples of each service for yes, no and need, and for each clause that can fail', () => {
    // An answer that only has to be given cannot fail: it is needed.
    const canFail = ({ tree }: Clause) => !(tree.kind === 'call' && tree.function === 'is defined');
    for (const { id, examples, clauses } of pack.services.values()) {
      const outcomes = new Set<string>(examples.map(({ out }) => out.eligible));
      assert.deepEqual([...outcomes].sort(), ['need', 'no', 'yes'], id);
      const failed = new Set(examples.flatMap(({ out }) => out.because ?? []));
      const unseen = clauses.filter((clause) => canFail(clause) && !failed.has(clause.id));
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

  it('can be asked of somebody who has not signed in: each fact, or one that stands for it, has a question', () => {
    for (const { id, facts, clauses, review, amount, inFinder } of pack.services.values()) {
      if (!inFinder) continue;
      const silent = (name: string): string[] => {
        const fact = facts.get(name);
        if (!fact || fact.question || fact.source.kind === 'asked') return [];
        return fact.source.kind === 'derived' ? namesIn(fact.source.tree).flatMap(silent) : [name];
      };
      const trees = [...clauses, ...review].map(({ tree }) => tree).concat(amount ?? []);
      assert.deepEqual(trees.flatMap(namesIn).flatMap(silent), [], id);
    }
  });

  it('means one thing by each name of a fact, since answers are kept by it', () => {
    const own = new Map<string, string>();
    for (const { id, facts } of pack.services.values()) {
      for (const { name, title, source } of facts.values()) {
        const meaning = JSON.stringify([title, source]);
        assert.equal(own.get(name) ?? meaning, meaning, `${name} of ${id} means something else elsewhere`);
        own.set(name, meaning);
      }
    }
  });

  it('lets an agency read only what one of its services, programmes or credentials needs', () => {
    const registriesOf = ({ source }: Fact): string[] => {
      if (source.kind === 'registry' || source.kind === 'count') return [source.registry];
      return source.kind === 'each' ? Object.values(source.take).map(({ registry }) => registry) : [];
    };
    const entitlements = [...pack.programmes.values()].map(({ entitlement }) => entitlement);
    const credentials = [...pack.credentials.values()];
    const eligibilities = credentials.map(({ eligibility }) => eligibility);
    const needed = new Set([
      ...[...pack.services.values(), ...entitlements, ...eligibilities].flatMap(({ agency, facts }) =>
        [...facts.values()].flatMap(registriesOf).map((registry) => `${agency} reads ${registry}`),
      ),
      ...credentials.flatMap(({ agency, holder }) =>
        holder.kind === 'named' ? [`${agency} reads ${holder.registry}`] : [],
      ),
      `${pack.treasury?.agency} reads ${pack.people.registry}`, // it names the holders of the accounts that it pays
    ]);
    const allowed = [...pack.registries.values()].flatMap(({ id, read }) =>
      read.map((agency) => `${agency} reads ${id}`),
    );
    assert.deepEqual(
      allowed.filter((one) => !needed.has(one)),
      [],
    );
  });

  it('enters births of children whom the family register gives those parents', () => {
    const { births = [], 'family-relations': relations = [] } = pack.demo.records;
    assert.ok(births.length > 0);
    for (const { child, mother, father } of births) {
      const { parents } = relations.find(({ person }) => person === child)!;
      assert.deepEqual([father, mother], parents);
    }
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
