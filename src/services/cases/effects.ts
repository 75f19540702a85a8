import { type Card, grantCard } from '../../credentials/index.ts';
import { enrolPrepared } from '../../exchange/index.ts';
import { newNumber } from '../../identity/index.ts';
import { AppError, addMonths, type Day, type Db, formatMoney, LOCALES, type Locale } from '../../kernel/index.ts';
import { type Letter, send } from '../../messages/index.ts';
import type { Effect, EnrolFact, Government } from '../../pack/index.ts';
import { enrolShop } from '../../programmes/index.ts';
import type { Roles } from '../../registry/index.ts';
import { addPerson, compute, minorUnits, patchRecord, recordsOf } from '../../registry/index.ts';
import { type Scope, type Tree, toValue } from '../../rules/index.ts';
import type { CaseContext } from './context.ts';
import { today } from './deadline.ts';
import { planInstalments } from './instalments.ts';
import type { CaseRow, Decision } from './store.ts';

/** What one effect works with. Roles grow as effects bring new people into being. */
interface EffectContext extends CaseContext {
  tx: Db;
  gov: Government;
  kase: CaseRow;
  decided: Decision;
  roles: Record<string, string>;
}

type Done = Record<string, unknown>;
type RecordEffect = Extract<Effect, { verb: 'record' }>;
type Verb<V extends Effect['verb']> = (context: EffectContext, effect: Extract<Effect, { verb: V }>) => Promise<Done>;

/** Carries out all effects of a decision, in order, in the caller's transaction. Returns what each did. */
export async function runEffects(
  tx: Db,
  gov: Government,
  kase: CaseRow,
  context: CaseContext,
  decided: Decision,
): Promise<Done[]> {
  const full: EffectContext = { ...context, tx, gov, kase, decided, roles: { ...context.roles } };
  const done: Done[] = [];
  for (const effect of context.service.effects)
    done.push(await (VERBS[effect.verb] as Verb<typeof effect.verb>)(full, effect as never));
  return done;
}

/** Writes into a registry: a new person, somebody's record, or the record that the application is about. */
const record: Verb<'record'> = async (context, effect) => {
  const { tx, gov, kase } = context;
  const set = Object.fromEntries(Object.entries(effect.set).map(([field, tree]) => [field, computed(context, tree)]));
  const options = { registry: effect.registry, source: `case ${kase.number}`, at: gov.clock.now() };
  const target = await targetOf(context, effect, set);
  if (Object.keys(set).length > 0) await patchRecord(tx, gov, { ...options, ...target, set });
  for (const [field, role] of Object.entries(effect.add)) {
    await addPerson(tx, gov, { ...options, ...target, field, person: roleOf(context, role) });
  }
  return { verb: 'record', registry: effect.registry };
};

async function targetOf(
  context: EffectContext,
  effect: RecordEffect,
  set: Done,
): Promise<{ subject: string; key: string }> {
  const { tx, gov, kase, roles } = context;
  const { target, registry } = effect;
  if (target.kind === 'about') return { subject: kase.matter!.subject, key: kase.matter!.key };
  if (target.kind === 'new') {
    const traits = { sex: String(set.sex), born_on: String(set.born_on) };
    const { person } = await newNumber(tx, gov.pack.numbering, traits, gov.clock.now());
    roles[target.role] = person;
    return { subject: person, key: '' };
  }
  const person = roleOf(context, target.role);
  // A person's own record, or the one that lists them, such as their household's; a new one where there is none.
  const [found] = await recordsOf(tx, gov, { registry, person });
  return { subject: found?.subject ?? person, key: found?.key ?? '' };
}

/** Promises a payment, or one for each month. What is due is paid in this very transaction, after the decision is written. */
const pay: Verb<'pay'> = async (context, effect) => {
  const { tx, gov, kase, facts } = context;
  const amount = minorUnits(gov, computed(context, effect.amount));
  const account = facts[effect.to]?.value;
  if (amount === null || typeof account !== 'string') {
    throw new AppError('conflict', {
      ko: '금액이나 받을 계좌를 알 수 없어 지급할 수 없어요. 먼저 신청인에게 확인해 주세요.',
      'zh-Hant': '金額或入帳帳戶不明，無法撥款。請先向申請人確認。',
      en: 'The amount or the account is not known, so nothing can be paid. Ask the applicant first.',
    });
  }
  const months = effect.monthly ? monthsOf(context, effect.monthly) : [firstOfMonth(today(gov))];
  await planInstalments(tx, kase, { fund: effect.fund, account, amount, months });
  return {
    verb: 'pay',
    fund: effect.fund,
    amount,
    monthly: effect.monthly !== undefined,
    from: months[0]!,
    until: months.at(-1)!,
  };
};

/** Writes to a person's inbox. */
const notify: Verb<'notify'> = async (context, effect) => {
  const { tx, gov, kase } = context;
  const to = roleOf(context, effect.to);
  const body = Object.fromEntries(LOCALES.map((locale) => [locale, fillFacts(context, effect.body[locale], locale)]));
  await send(tx, {
    to,
    at: gov.clock.now(),
    title: effect.title,
    body: body as typeof effect.body,
    link: to === kase.applicant ? `/cases/${kase.id}` : '/',
    key: `notify:${kase.id}:${effect.to}`,
  });
  return { verb: 'notify', to: effect.to, person: to };
};

/** The business takes part as a shop from now on. A second enrolment of it is refused, and the case is not decided. */
const enrol: Verb<'enrol'> = async (context, effect) => {
  const { tx, gov, facts } = context;
  const said = (key: EnrolFact) => String(facts[effect.facts[key]]?.value ?? '');
  const shop = await enrolShop(tx, gov, {
    owner: roleOf(context, effect.person),
    ownerName: said('owner'),
    number: said('number'),
    name: said('shop'),
    class: said('class'),
    region: said('region'),
    address: said('address'),
    bankAccount: said('to'),
  });
  return { verb: 'enrol', shop: shop.id };
};

/** An organisation may ask for data from now on. What was handed in changed since, or is another's: then the case is not decided. */
const receive: Verb<'receive'> = async (context, { person, enrolment }) => {
  const { tx, gov, facts } = context;
  const code = String(facts[enrolment]?.value ?? '');
  return { verb: 'receive', party: await enrolPrepared(tx, gov, { owner: roleOf(context, person), code }) };
};

/** A card for somebody, which their wallet fetches. Who may have it is for its own rule to say, by what this decision wrote, too. */
const issue: Verb<'issue'> = async (context, { credential, to, about }) => {
  const { tx, gov, kase } = context;
  const person = roleOf(context, to);
  const matter = kase.matter && { subject: kase.matter.subject, key: kase.matter.key };
  const of = about.kind === 'person' ? { subject: roleOf(context, about.role), key: '' } : matter;
  const at = gov.clock.now();
  const card = await grantCard(tx, gov, {
    person,
    type: credential,
    ...(about.kind !== 'holder' && of && { about: of }),
  });
  // Who applied sees it with the case. One that its holder had before is no news.
  if (person !== kase.applicant && card.grantedAt >= at) await send(tx, { ...cardLetter(context, card), at });
  return { verb: 'issue', credential, person, card: card.id };
};

/** Tells somebody for whom another applied that a card of theirs is there. */
function cardLetter({ gov, service }: EffectContext, { id, person, type, agency }: Card): Omit<Letter, 'at'> {
  const { title } = gov.pack.credentials.get(type)!;
  const issuer = gov.pack.agencies.get(agency)!.title;
  return {
    to: person,
    key: `card-granted ${id}`,
    about: id,
    link: '/cards',
    title: {
      ko: `새 전자증명서: ${title.ko}`,
      'zh-Hant': `新的數位憑證：${title['zh-Hant']}`,
      en: `New card: ${title.en}`,
    },
    body: {
      ko: `다른 사람이 낸 신청(${service.title.ko})에 따라 ${issuer.ko}에서 발급했어요. ‘내 전자증명서’에서 지갑에 담아 주세요.`,
      'zh-Hant': `${issuer['zh-Hant']}已依他人提出的申請「${service.title['zh-Hant']}」核發。請至「我的數位憑證」存入皮夾。`,
      en: `${issuer.en} has issued it, since somebody applied for it: ${service.title.en}. Add it to your wallet in My cards.`,
    },
  };
}

/** The closed set of what a decision can do: each verb is the door of one room. */
const VERBS: { [V in Effect['verb']]: Verb<V> } = { record, pay, notify, enrol, receive, issue };

/** `{child_name}` in a pack's text is the fact of that name; `{amount}` is the amount decided. */
function fillFacts({ gov, facts, decided }: EffectContext, text: string, locale: Locale): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    if (name === 'amount')
      return decided.amount === null ? place : formatMoney(decided.amount, gov.pack.currency, locale);
    const value = facts[name]?.value;
    return value === undefined || value === null ? place : String(value);
  });
}

/** An expression of the pack over the facts, the people of the case and the `amount` decided, in the currency's unit. */
function computed({ gov, service, facts, roles, appliedOn, decided }: EffectContext, tree: Tree): unknown {
  const amount: Scope =
    decided.amount === null
      ? {}
      : { amount: toValue({ kind: 'number' }, decided.amount / 10 ** gov.pack.currency.decimals) };
  return compute(gov, service, tree, facts, roles, appliedOn, amount);
}

function roleOf({ roles }: { roles: Roles }, role: string): string {
  const person = roles[role];
  if (!person) throw new AppError('conflict', `Nobody is known as "${role}" in this case yet.`);
  return person;
}

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** The first day of each month that an allowance is paid for, the first and the last included. */
function monthsOf(context: EffectContext, { from, until }: { from: Tree; until: Tree }): Day[] {
  const [first, last] = [computed(context, from), computed(context, until)];
  if (typeof first !== 'string' || typeof last !== 'string' || last < first) {
    throw new AppError('conflict', {
      ko: '지급 기간을 알 수 없어 지급할 수 없어요. 먼저 날짜를 확인해 주세요.',
      'zh-Hant': '給付期間不明，無法撥款。請先確認日期。',
      en: 'The months to pay for are not known, so nothing can be paid. Check the dates first.',
    });
  }
  const months: Day[] = [];
  for (let month = firstOfMonth(first); month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}
