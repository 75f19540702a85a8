import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileTexts, GOOD } from './fixture.ts';
import { cite, demoRows, formatProblem, resolveDay, ruleTypeOf } from './index.ts';

describe('the demo’s people', () => {
  it('days may be relative to today', () => {
    assert.equal(resolveDay('-5 days', '2026-03-02'), '2026-02-25');
    assert.equal(resolveDay('+1 months', '2026-01-31'), '2026-02-28');
    assert.equal(resolveDay('-30 years', '2026-03-02'), '1996-03-02');
    assert.equal(resolveDay('2026-01-01', '2026-03-02'), '2026-01-01');
    assert.equal(resolveDay('2026-02-30', '2026-03-02'), undefined);
    assert.equal(resolveDay('soon', '2026-03-02'), undefined);
  });

  it('come as rows of import files, the days resolved', () => {
    const { pack } = compileTexts();
    const rows = [...demoRows(pack!, '2026-03-02')];
    assert.deepEqual(rows, [{ registry: 'people', row: { person: 'N1', name: 'Ann', born_on: '1996-03-02' } }]);
  });
});

describe('who acts for others under a mandate', () => {
  const told = (wards: string, dogs: [string, string] = ['people: [friends]', 'people: [friends]\nfamily: true']) => {
    const pack = GOOD.get('pack.yaml')!.replace('number: plain', `number: plain, wards: {${wards}}`);
    const { problems } = compileTexts({
      'pack.yaml': pack,
      'registries/dogs.yaml': GOOD.get('registries/dogs.yaml')!.replace(...dogs),
    });
    return problems.map((problem) => formatProblem(problem).replace(/^pack\.yaml:\d+:\d+ /, ''));
  };

  it('is found by a field of a family registry, with its days and what it goes for', () => {
    assert.deepEqual(told('by: dogs.friends, from: licensed_on, where: {size: [big]}'), []);
  });

  it('is a mistake elsewhere, without days, and with values that there are not', () => {
    assert.deepEqual(told('by: dogs.friends, from: licensed_on', ['', '']), [
      'dogs.friends finds no records of a registry of families',
    ]);
    assert.deepEqual(told('by: dogs.friends, from: size, until: gone, where: {size: [huge]}'), [
      'size is not of type date',
      'there is no field "gone" of dogs — possible: owner, chip, size, weight, friends, licensed_on',
      'there is no value "huge" of size — possible: big, small',
    ]);
  });
});

it('laws are cited as each language writes them', () => {
  const law = {
    act: '國民年金法',
    article: '32-1',
    title: { ko: '국민연금법', 'zh-Hant': '國民年金法', en: 'National Pension Act' },
  };
  assert.equal(cite(law, 'zh-Hant'), '國民年金法第32條之1');
  assert.equal(cite(law, 'ko'), '국민연금법 제32조의1');
  assert.equal(cite(law, 'en'), 'National Pension Act, Article 32-1');
  assert.equal(cite({ act: '國民年金法' }, 'en'), '國民年金法');
});

it('the rules know money by its currency, unless another unit is stated', () => {
  const pack = { currency: { code: 'EUR' } };
  assert.deepEqual(ruleTypeOf(pack, { type: 'money' }), { kind: 'number', unit: 'EUR' });
  assert.deepEqual(ruleTypeOf(pack, { type: 'money', unit: 'EUR/month' }), { kind: 'number', unit: 'EUR/month' });
  assert.deepEqual(ruleTypeOf(pack, { type: 'people' }), { kind: 'list', of: { kind: 'string' } });
  assert.deepEqual(ruleTypeOf(pack, { type: 'enum', of: { a: 1, b: 2 } }), { kind: 'enum', values: ['a', 'b'] });
});
