import { sha256 } from '../kernel/index.ts';
import { check, checkRule, namesOf, type Rule, type Clause as RuleClause } from '../rules/index.ts';
import { Bench } from './bench.ts';
import { compileEffect } from './effects.ts';
import { type At, money, TRUTH } from './expressions.ts';
import { compileFacts, type Declared, declaredFacts, withConditions, withType } from './facts.ts';
import type { Loaded } from './files.ts';
import type { Agreement, Clause, Example, Fact, Parameter, Service, Window } from './model.ts';
import { checkOffer } from './offer.ts';
import { inOrderOfNeed } from './order.ts';
import { compileParameters } from './parameters.ts';
import { type Parts, periodOf, refer, registryOf } from './parts.ts';
import type { ClauseYaml, ServiceYaml } from './schema.ts';

/** A service, and what knows where its parts stand in the files. */
export interface CompiledService {
  readonly service: Service;
  readonly bench: Bench;
  /** Of a part of the rule, as problems name it. */
  placeOf(part: string): At;
}

/**
 * Compiles one service. Its mistakes are recorded in its file; what is returned is whole only if there are none.
 * @param more compiles what else stands in the file and may use its names, before names that nothing uses are told.
 */
export function compileService(
  parts: Parts,
  loaded: Loaded<ServiceYaml>,
  more: (bench: Bench) => void = () => {},
): CompiledService {
  const bench = new Bench(parts, loaded);
  const { yaml, file } = loaded;
  checkHead(bench);
  const declared = declaredFacts(bench);
  const plain = compileFacts(bench, declared.values());
  const parameters = compileParameters(bench);
  const clauses = compileClauses(bench, yaml.eligible?.all ?? [], ['eligible', 'all']);
  const review = compileClauses(bench, yaml.review ?? [], ['review']);
  const amount = yaml.amount === undefined ? undefined : bench.parse(yaml.amount, bench.at('amount'));
  const rule = ruleOf(yaml, plain, clauses, review, amount);
  checkWhole(bench, rule, declared);
  const amountType = amount && check(amount, bench.names).type;
  if (amountType) bench.names = { ...bench.names, amount: amountType };
  const facts = completeFacts(bench, plain, declared);
  const worth = yaml.worth === undefined ? undefined : compileWorth(bench, yaml.worth);
  const agree = compileAgreement(bench);
  const effects = yaml.effects.flatMap((effect, index) => compileEffect(bench, effect, index, { facts, amount }) ?? []);
  checkAsOf(bench, facts);
  more(bench);
  checkAllUsed(bench, declared, parameters);
  const placeOf = (part: string) => placeOfPart(bench, part, declared);
  checkOffer(bench, { rule, facts, parameters, placeOf });
  const service: Service = {
    id: yaml.id,
    agency: yaml.agency,
    title: yaml.title,
    summary: yaml.summary,
    keywords: yaml.keywords,
    inFinder: yaml.finder ?? true,
    topics: compileTopics(bench),
    window: compileWindow(bench),
    law: yaml.law.map((law, index) => bench.law(law, 'law', index)),
    about: yaml.about,
    for: bench.owner,
    apply:
      yaml.apply ??
      bench.roles.filter((role) => !bench.creates.includes(role) && (!yaml.about || role !== 'applicant')),
    asOf: yaml.as_of,
    facts,
    parameters,
    clauses,
    review,
    amount,
    amountUnit: amountType?.kind === 'number' ? amountType.unit : undefined,
    worth,
    offer: yaml.offer,
    agree,
    decide: compileDecide(bench),
    effects,
    examples: yaml.examples.map((example) => completeExample(yaml, example)),
    rule,
    creates: bench.creates,
    after: [],
    version: sha256(JSON.stringify(file.value)).toString('hex'),
  };
  return { service, bench, placeOf };
}

function checkHead(bench: Bench): void {
  const { yaml, parts } = bench;
  refer(parts.pack.agencies, yaml.agency, 'agency', bench.at('agency'));
  if (yaml.about) registryOf(parts, yaml.about, bench.at('about'));
  bench.role(bench.owner, bench.at('for'));
  for (const [index, role] of (yaml.apply ?? []).entries()) bench.role(role, bench.at('apply', index));
  bench.usedRoles.clear();
}

const compileWorth = (bench: Bench, text: string) =>
  bench.compile(text, bench.at('worth'), money(bench.parts.pack.currency.code));

function compileTopics(bench: Bench): readonly string[] {
  const { topics = [] } = bench.yaml;
  for (const [index, topic] of topics.entries())
    refer(bench.parts.pack.topics ?? {}, topic, 'topic in pack.yaml', bench.at('topics', index));
  return topics;
}

function compileWindow({ file, yaml }: Bench): Window[] {
  return (yaml.window ?? []).map(({ from, until, checked = true }, index) => {
    if (until < from) file.mistake(['window', index, 'until'], `it would close on ${until}, before it opens`);
    return { from, until, checked };
  });
}

function compileClauses(bench: Bench, clauses: readonly ClauseYaml[], path: readonly string[]): Clause[] {
  const ids = clauses.map(({ id }) => id);
  return clauses.map(({ id, text, law, ...yaml }, index): Clause => {
    if (ids.indexOf(id) < index) bench.file.mistake([...path, index, 'id'], `two clauses are called "${id}"`);
    const tree = bench.parse(yaml.if, bench.at(...path, index, 'if'));
    return { id, tree, text, law: law && bench.law(law, ...path, index, 'law') };
  });
}

/** Derived facts stand in the order in which they can be computed. */
function ruleOf(
  yaml: ServiceYaml,
  facts: ReadonlyMap<string, Fact>,
  clauses: readonly Clause[],
  review: readonly Clause[],
  amount: Service['amount'],
): Rule {
  const trees = new Map(
    [...facts.values()].flatMap(({ name, source }) => (source.kind === 'derived' ? [[name, source.tree]] : [])),
  );
  const { order } = inOrderOfNeed(trees.keys(), (name) => namesOf(trees.get(name)!).filter((used) => trees.has(used)));
  const texts = new Map(yaml.eligible?.all.map((clause) => [clause.id, clause.if]));
  return {
    clauses: clauses.map(({ id, tree }): RuleClause => ({ id, tree, text: texts.get(id) ?? '' })),
    derived: order.map((name) => ({ name, tree: trees.get(name)!, ...(facts.get(name)!.question && { told: true }) })),
    flags: review.map(({ id, tree }) => ({ id, tree })),
    ...(amount && { amount }),
  };
}

/** Checks the rule as a whole and puts each problem at its place in the files; the bench learns the derived types. */
function checkWhole(bench: Bench, rule: Rule, declared: ReadonlyMap<string, Declared>): void {
  const { names, problems } = checkRule(rule, bench.names);
  bench.names = names;
  for (const problem of problems) {
    const { file, path } = placeOfPart(bench, problem.in, declared);
    file.mistakeWithin(path, problem.at, problem.message);
  }
}

function placeOfPart(bench: Bench, part: string, declared: ReadonlyMap<string, Declared>): At {
  const [kind, name = ''] = part.split(' ');
  const indexIn = (clauses: readonly ClauseYaml[] = []) => clauses.findIndex(({ id }) => id === name);
  if (kind === 'clause') return bench.at('eligible', 'all', indexIn(bench.yaml.eligible?.all), 'if');
  if (kind === 'flag') return bench.at('review', indexIn(bench.yaml.review), 'if');
  const at = declared.get(name)?.at;
  return kind === 'derived' && at ? { file: at.file, path: [...at.path, 'derive'] } : bench.at('amount');
}

function completeFacts(
  bench: Bench,
  plain: ReadonlyMap<string, Fact>,
  declared: ReadonlyMap<string, Declared>,
): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const [name, fact] of plain) {
    const item = declared.get(name);
    if (!item) {
      facts.set(name, fact);
      continue;
    }
    const whole = fact.source.kind === 'derived' ? withType(bench, fact, item) : withConditions(bench, fact, item);
    facts.set(name, whole);
  }
  return facts;
}

function compileAgreement(bench: Bench): Agreement | undefined {
  const { agree } = bench.yaml;
  if (!agree) return undefined;
  return {
    who: agree.who.map((role, index) => bench.role(role, bench.at('agree', 'who', index))),
    when: agree.when === undefined ? undefined : bench.compile(agree.when, bench.at('agree', 'when'), TRUTH),
    text: agree.text,
    law: bench.law(agree.law, 'agree', 'law'),
  };
}

function compileDecide(bench: Bench): Service['decide'] {
  const { auto, otherwise } = bench.yaml.decide;
  const agency = bench.parts.pack.agencies[bench.yaml.agency];
  if (agency)
    refer(agency.roles, otherwise.role, `role at ${bench.yaml.agency}`, bench.at('decide', 'otherwise', 'role'));
  return { auto: auto === 'complete', role: otherwise.role, within: periodOf(otherwise.within) };
}

function checkAsOf(bench: Bench, facts: ReadonlyMap<string, Fact>): void {
  const { as_of: name } = bench.yaml;
  if (name === undefined) return;
  const fact = refer(facts, name, 'fact', bench.at('as_of'));
  if (fact && fact.type !== 'date') bench.file.mistake(['as_of'], `${name} is not a date`);
  bench.used.add(name);
}

/**
 * A service learns only what it needs: a fact that nothing uses is a mistake. While others stand in the file, a fact may
 * be unused for their sake only.
 */
function checkAllUsed(
  bench: Bench,
  declared: ReadonlyMap<string, Declared>,
  parameters: ReadonlyMap<string, Parameter>,
): void {
  if (bench.file.problems.length > 0) return;
  for (const name of declared.keys()) {
    const shared = bench.yaml.uses?.indexOf(name) ?? -1;
    if (bench.used.has(name)) continue;
    if (shared >= 0) bench.file.mistake(['uses', shared], `${name} is not used: a service learns only what it needs`);
    else bench.file.mistakeInKey(['facts', name], `${name} is not used: a service learns only what it needs`);
  }
  for (const name of parameters.keys()) {
    if (bench.used.has(name) || bench.broughtParameters.has(name)) continue;
    const shared = bench.yaml.uses?.indexOf(name) ?? -1;
    if (shared >= 0) bench.file.mistake(['uses', shared], `${name} is not used`);
    else bench.file.mistakeInKey(['parameters', name], `${name} is not used`);
  }
}

function completeExample(
  { given = {} }: ServiceYaml,
  { in: own = {}, without = [], ...example }: ServiceYaml['examples'][number],
): Example {
  const shared = Object.entries(given).filter(([name]) => !without.includes(name));
  return { ...example, in: { ...Object.fromEntries(shared), ...own } };
}
