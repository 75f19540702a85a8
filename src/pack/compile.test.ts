import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runExamples } from './examples.ts';
import { compileTexts, GRANT, withChange } from './fixture.ts';

describe('a right pack', () => {
  const { pack, problems } = compileTexts();

  it('compiles, and its examples pass', () => {
    assert.deepEqual(problems, []);
    const results = runExamples(pack!);
    assert.deepEqual(
      results.flatMap(({ differences }) => differences),
      [],
    );
    assert.equal(results.length, 2);
  });

  it('orders services by need, and facts inherit what the registry says', () => {
    assert.deepEqual(pack?.lifeEvents.get('new-dog')?.services, ['dog-grant', 'dog-licence']);
    assert.deepEqual(pack?.services.get('dog-licence')?.after, ['dog-grant']);
    const grant = pack?.services.get('dog-grant');
    assert.equal(grant?.facts.get('weight')?.unit, 'kg');
    assert.equal(grant?.facts.get('size')?.title.en, 'Size');
    assert.equal(grant?.facts.get('grown_up')?.type, 'boolean');
    assert.deepEqual(pack?.services.get('dog-licence')?.apply, ['applicant']);
  });

  it('has another version when any text changes', () => {
    const changed = withChange('facts.yaml', 'Which account?', 'Whose account?').pack;
    assert.notEqual(changed?.version, pack?.version);
    assert.equal(compileTexts().pack?.version, pack?.version);
  });
});

describe('an example that comes out otherwise', () => {
  const differences = (from: string, to: string) =>
    runExamples(withChange(GRANT, from, to).pack!).flatMap((result) => result.differences);

  it('says what was expected and what was found', () => {
    assert.deepEqual(differences('amount: 30}}', 'amount: 31}}'), ['amount: 31 expected, 30 found']);
    assert.deepEqual(differences('size: big, weight', 'size: small, weight'), [
      'eligible: yes expected, no found',
      'amount: 30 expected, nothing found',
    ]);
    assert.deepEqual(differences('- {on: 2026-03-01,', '- {on: 2026-03-01, without: [account],'), [
      'eligible: yes expected, need found',
    ]);
  });

  it('takes the law of the day', () => {
    assert.deepEqual(differences('on: 2026-03-01', 'on: 2019-12-31'), ['amount: 30 expected, nothing found']);
  });

  it('refuses facts that the service does not know, and values that are not of their type', () => {
    assert.deepEqual(differences('given: {', 'given: {colour: red, '), [
      'in: colour can be given to this service by no example',
    ]);
    assert.deepEqual(differences('size: big, weight', 'size: bigg, weight'), [
      'in: size: "bigg" is not one of big, small — did you mean big?',
    ]);
  });
});
