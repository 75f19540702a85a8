import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { checkPack, demoRows, formatProblem, loadPack, type Pack } from '../../src/pack/index.ts';

/** The birth life event with all it is compiled from. */
const BIRTH = ['life-events/birth.yaml', 'facts.yaml'];
const fileOf = (service: string) => `services/${service}/service.yaml`;

describe('the pack', () => {
  let pack: Pack;
  before(async () => {
    pack = await loadPack('tw');
  });

  it('has no mistakes, and every example comes out as written', async () => {
    const { problems, examples } = await checkPack('tw');
    assert.deepEqual(problems.map(formatProblem), []);
    const wrong = examples.filter(({ passed }) => !passed);
    assert.deepEqual(wrong, []);
    for (const service of pack.services.keys())
      assert.ok(
        examples.some((example) => example.service === service),
        service,
      );
  });

  it('says a birth in under 400 lines, five services and three languages included', async () => {
    const names = [...BIRTH, ...pack.lifeEvents.get('birth')!.services.map(fileOf)];
    const texts = await Promise.all(names.map((name) => readFile(new URL(name, import.meta.url), 'utf8')));
    const lines = texts.flatMap((text) => text.trimEnd().split('\n'));
    assert.ok(lines.length < 400, `${lines.length} lines`);
    assert.deepEqual(
      lines.filter((line) => [...line].length > 160),
      [],
    );
  });

  it('registers the child before what needs the child, and labour insurance before the pension scheme', () => {
    const order = pack.lifeEvents.get('birth')!.services;
    const place = (service: string) => order.indexOf(service);
    assert.ok(place('birth-registration') < place('childcare-allowance'));
    assert.ok(place('birth-registration') < place('health-insurance-enrolment'));
    assert.ok(place('maternity-benefit-labour') < place('maternity-benefit-pension'));
  });

  it('asks for nothing that a registry holds: four questions in all', () => {
    const services = pack.lifeEvents.get('birth')!.services.map((id) => pack.services.get(id)!);
    const facts = services.flatMap((service) => [...service.facts.values()]);
    const asked = new Set(facts.filter(({ source }) => source.kind === 'asked').map(({ name }) => name));
    assert.deepEqual([...asked].sort(), ['account', 'given_name', 'insure_with', 'surname_from']);
  });

  it('cites an act and an article or says that it was not checked', () => {
    const laws = [...pack.services.values()].flatMap(({ law, clauses, parameters }) => [
      ...law,
      ...clauses.flatMap((clause) => clause.law ?? []),
      ...[...parameters.values()].map((parameter) => parameter.law),
    ]);
    assert.deepEqual(
      laws.filter(({ article, checked }) => article === undefined && checked !== false),
      [],
    );
  });

  it('has personas who are all in the registers, and newborns of the last days', () => {
    const rows = [...demoRows({ ...pack, demo: { ...pack.demo, count: 0 } }, '2026-03-02')];
    const people = rows.filter(({ registry }) => registry === 'persons').map(({ row }) => row.person);
    for (const { number, id } of pack.demo.personas) assert.ok(people.includes(number), id);
    const births = rows.filter(({ registry }) => registry === 'births').map(({ row }) => row.born_on);
    assert.deepEqual(births, ['2026-02-25', '2026-02-21', '2026-02-27']);
  });
});
