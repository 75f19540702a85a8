import { evaluate, namesOf, type Tree } from '../rules/index.ts';
import { money } from './expressions.ts';
import type { Loaded } from './files.ts';
import { parametersOn } from './given.ts';
import type { Land } from './land.ts';
import type { Service } from './model.ts';
import type { Programme } from './model-programme.ts';
import { checkAskable } from './offer.ts';
import { fieldOf, mayRead, type Parts, periodOf, refer } from './parts.ts';
import { compileChannels, compileTake } from './programme-channels.ts';
import { basisPoints, type Desk, deskOf } from './programme-desk.ts';
import { compilePurchase, compileSpending } from './programme-spending.ts';
import { ruleAsService } from './rule-as-service.ts';
import type { ProgrammeYaml } from './schema.ts';
import { type CompiledService, compileService } from './service.ts';

/**
 * Compiles one programme. Who is entitled is a rule as services have, and is compiled as one, so that its mistakes are
 * told at their places in the programme's own file.
 */
export function compileProgramme(parts: Parts, land: Land, loaded: Loaded<ProgrammeYaml>): Programme {
  const desk = deskOf(parts, land, loaded);
  const { yaml, file } = desk;
  checkHead(desk);
  const currency = parts.pack.currency.code;
  let price: Tree | undefined;
  const asService = { file, yaml: { ...ruleAsService(parts.pack, yaml), amount: yaml.amount } };
  const compiled = compileService(parts, asService, (bench) => {
    if (yaml.price !== undefined) price = bench.compile(yaml.price, bench.at('price'), money(currency));
    if (yaml.spend.regions === 'home') bench.used.add(HOME);
  });
  const { service: entitlement } = compiled;
  checkRule(desk, compiled, price);
  const amount = constantAmount(desk, entitlement);
  const take = compileTake(desk);
  const spending = compileSpending(desk);
  return {
    id: yaml.id,
    agency: yaml.agency,
    title: yaml.title,
    summary: yaml.summary,
    law: entitlement.law,
    office: yaml.office,
    counter: yaml.counter ?? yaml.office,
    entitlement,
    price,
    every: yaml.every,
    take,
    window: { from: yaml.window.from, until: yaml.window.until, checked: yaml.window.checked ?? true },
    channels: compileChannels(desk, amount, take),
    fund: { id: yaml.fund.from, limit: desk.minor(yaml.fund.limit, 'fund', 'limit') },
    ...spending,
    share: compileShare(desk),
    refund: yaml.refund && { days: periodOf(yaml.refund.within).days },
    change: compileChange(desk),
    fee: { rate: basisPoints(yaml.fee?.rate ?? '0%'), vat: basisPoints(yaml.fee?.vat ?? '0%') },
    spendingExamples: yaml.purchases.map((_, index) => compilePurchase(desk, spending.spending, index)),
    version: entitlement.version,
  };
}

/** The fact by which a programme that is spent at home knows where that is. */
const HOME = 'region';

/** Who is entitled is worked out for everybody at once, from the registers: nobody is asked, and there is no case. */
function checkRule(desk: Desk, { service, bench, placeOf }: CompiledService, price: Tree | undefined): void {
  const { yaml, file, parts } = desk;
  const currency = parts.pack.currency.code;
  const amount = bench.names.amount;
  if (amount?.kind === 'number' && (amount.unit ?? currency) !== currency)
    file.mistake(['amount'], `this must give an amount in ${currency}, not one in ${amount.unit}`);
  for (const { name, source } of service.facts.values()) {
    const own = Object.hasOwn(yaml.facts ?? {}, name) ? ['facts', name] : ['uses', yaml.uses?.indexOf(name) ?? -1];
    if (source.kind === 'asked' || source.kind === 'granted')
      file.mistakeInKey(own, `${name} is ${source.kind}: who is entitled must follow from what registers hold`);
  }
  if (yaml.spend.regions === 'home') checkHome(desk, service);
  const { rule, facts, parameters } = service;
  const why = 'who is entitled is asked of the registers';
  checkAskable(bench, { rule, facts, parameters, placeOf }, why);
  if (price && file.problems.length === 0)
    checkAskable(bench, { rule: { ...rule, amount: price }, facts, parameters, placeOf: () => bench.at('price') }, why);
}

function checkHome({ file, parts }: Desk, { facts }: Service): void {
  const path = parts.pack.regions;
  const source = facts.get(HOME)?.source;
  const isHome = source?.kind === 'registry' && `${source.registry}.${source.field}` === path;
  if (path !== undefined && !isHome)
    file.mistake(['spend', 'regions'], `to know where "home" is, it needs the fact ${HOME}: {from: ${path}}`);
}

function checkHead({ parts, yaml, file, at }: Desk): void {
  const { agencies, funds } = parts.pack;
  if (parts.files.services.has(yaml.id)) file.mistake(['id'], `a service is called "${yaml.id}" as well`);
  const agency = Object.hasOwn(agencies, yaml.agency) ? agencies[yaml.agency] : undefined;
  for (const key of ['office', 'counter'] as const) {
    const role = yaml[key];
    if (agency && role !== undefined) refer(agency.roles, role, `role at ${yaml.agency}`, at(key));
  }
  const fund = refer(funds, yaml.fund.from, 'fund', at('fund', 'from'));
  if (agency && fund && fund.agency !== yaml.agency)
    file.mistake(['fund', 'from'], `${yaml.fund.from} is ${fund.agency}'s: ${yaml.agency} cannot pay from it`);
  const { from, until } = yaml.window;
  if (until < from) file.mistake(['window', 'until'], `it would close on ${until}, before it opens`);
}

/** What everybody gets, in minor units, where that hangs on nobody's facts. */
function constantAmount({ yaml, file, minor }: Desk, { amount, parameters, ...service }: Service): number | undefined {
  if (!amount || file.problems.length > 0 || !namesOf(amount).every((name) => parameters.has(name))) return undefined;
  const value = evaluate(amount, parametersOn({ ...service, amount, parameters }, yaml.window.from));
  const number = value === null ? Number.NaN : Number(String(value));
  if (!Number.isFinite(number)) {
    file.mistake(['amount'], `this gives no amount on ${yaml.window.from}, when it opens`);
    return undefined;
  }
  return minor(number, 'amount');
}

function compileShare({ parts, yaml, file, at }: Desk): Programme['share'] {
  const found = yaml.share === undefined ? undefined : fieldOf(parts, yaml.share, at('share'));
  if (!found) return undefined;
  const { registry, field, name } = found;
  if (field.type !== 'people') file.mistake(['share'], `${yaml.share} is not of type people`);
  else if (Object.hasOwn(parts.pack.agencies, yaml.agency) && !mayRead(yaml.agency, registry))
    file.mistake(['share'], `${yaml.agency} may not read ${registry.id}: its file lists who may`);
  return { registry: registry.id, field: name };
}

function compileChange({ yaml: { change }, minor }: Desk): Programme['change'] {
  const small = change?.small;
  return (
    change && {
      spent: basisPoints(change.once_spent),
      small: small && { upTo: minor(small.up_to, 'change', 'small', 'up_to'), spent: basisPoints(small.once_spent) },
    }
  );
}
