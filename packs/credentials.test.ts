import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { type Clause, type CredentialType, claimKey, type Fact, loadPack, type Pack } from '../src/pack/index.ts';
import { inLatin } from './kr/romanisation.ts';

const CARDS = [
  'care-card',
  'child-card',
  'company-officer',
  'disability-card',
  'driving-licence',
  'health-insurance-card',
  'resident-card',
  'student-card',
];

/** The registries that a claim rests on. */
function registriesUnder({ eligibility }: CredentialType, name: string): string[] {
  const { source } = eligibility.facts.get(name) ?? ({ source: { kind: 'none' } } as unknown as Fact);
  if (source.kind === 'registry' || source.kind === 'count') return [`${source.registry}.${source.field}`];
  if (source.kind !== 'derived') return [];
  const names: string[] = [];
  JSON.stringify(source.tree, (_, node) => {
    if (node?.kind === 'name') names.push(node.name);
    return node;
  });
  return names.flatMap((under) => registriesUnder({ eligibility } as CredentialType, under));
}

for (const id of ['tw', 'kr']) {
  describe(`the credentials of ${id}`, () => {
    let pack: Pack;
    before(async () => {
      pack = await loadPack(id);
    });

    it('are these, each in at most 85 lines', async () => {
      assert.deepEqual([...pack.credentials.keys()].sort(), CARDS);
      for (const card of CARDS) {
        const text = await readFile(new URL(`${id}/credentials/${card}.yaml`, import.meta.url), 'utf8');
        assert.ok(text.trimEnd().split('\n').length <= 85, card);
      }
    });

    it('have examples for yes, no and need, and for each clause that fails', () => {
      for (const { id: card, eligibility } of pack.credentials.values()) {
        const outcomes = new Set<string>(eligibility.examples.map(({ out }) => out.eligible));
        assert.deepEqual([...outcomes].sort(), ['need', 'no', 'yes'], card);
        const failed = new Set(eligibility.examples.flatMap(({ out }) => out.because ?? []));
        assert.deepEqual(
          eligibility.clauses.filter((clause: Clause) => !failed.has(clause.id)),
          [],
          card,
        );
      }
    });

    it('cite an act and an article, or say that it was not checked', () => {
      const laws = [...pack.credentials.values()].flatMap(({ law, eligibility }) => [
        ...law,
        ...eligibility.clauses.map((clause) => clause.law),
      ]);
      assert.deepEqual(
        laws.filter((law) => !law || (law.article === undefined && law.checked !== false)),
        [],
      );
    });

    it('have an officer at the desk of each', () => {
      const posts = new Set(pack.demo.personas.map(({ post }) => post && `${post.agency} ${post.role}`));
      for (const { agency, office } of pack.credentials.values()) assert.ok(posts.has(`${agency} ${office}`), agency);
    });

    it('tell nobody of means: what a disability, insurance or care card says does not rest on them, but for a single yes', () => {
      const means = /income|welfare|asset|premium|kind|salary|sales|level$/;
      for (const card of ['disability-card', 'health-insurance-card', 'care-card']) {
        const type = pack.credentials.get(card)!;
        const telling = type.claims.filter(
          ({ says }) => says.kind === 'fact' && registriesUnder(type, says.fact).some((field) => means.test(field)),
        );
        for (const claim of telling) {
          const name = claim.says.kind === 'fact' ? claim.says.fact : '';
          assert.ok(['entitled', 'insured'].includes(claimKey(claim)), `${card} ${claimKey(claim)}`);
          assert.equal(type.eligibility.facts.get(name)!.type, 'boolean');
        }
      }
    });

    it('say over 18 and the like apart from everything else, and nobody has to show a date of birth', () => {
      for (const { claims } of pack.credentials.values())
        for (const claim of claims)
          if (/^(age_equal_or_over|birthdate|address|personal)/.test(claimKey(claim))) assert.ok(claim.apart);
    });

    it('have a few of each among the people of the demo', () => {
      const rows = new Map<string, number>();
      for (const { registry } of pack.population(1, 2_000, '2026-11-02'))
        rows.set(registry, (rows.get(registry) ?? 0) + 1);
      const registries = id === 'tw' ? ['student-enrolment'] : ['enrolments', 'parental-authority'];
      for (const registry of ['driving-licences', 'companies', 'disabilities', ...registries])
        assert.ok((rows.get(registry) ?? 0) >= 15, `${registry}: ${rows.get(registry)}`);
    });
  });
}

it('writes Korean names as passports do', () => {
  assert.deepEqual(['김', '이', '최', '한', '하은', '서연', '동욱'].map(inLatin), [
    'Kim',
    'Lee',
    'Choi',
    'Han',
    'Haeun',
    'Seoyeon',
    'Donguk',
  ]);
});
