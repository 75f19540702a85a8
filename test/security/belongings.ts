import { randomUUID } from 'node:crypto';
import { templatesNow } from '../../src/exchange/index.ts';
import { type Route, sql } from '../../src/kernel/index.ts';
import { inboxOf } from '../../src/messages/index.ts';
import { confirmFreeze, endFreeze, proposeFreeze } from '../../src/programmes/index.ts';
import { agreementsOf, bringPopulation, casesOf, eventsOf, startApplication } from '../../src/services/index.ts';
import { ANSWERS, officer, persona, prepareBirth, submitBirth, taskOf } from '../../src/services/testing/people.ts';
import type { TestSite } from '../support/site.ts';
import { ALARM_BODIES, makeAlarm } from './alarms.ts';
import { CARD_BODIES, makeCards } from './cards.ts';
import { CONSENT_BODIES, makeConsents } from './consents.ts';
import { MY_DATA_BODIES, makeMyData } from './my-data.ts';
import { makePaper, PAPER_BODIES } from './paper.ts';
import { makeReceiver } from './receivers.ts';
import { makeSettlement, SETTLEMENT_BODIES } from './settlement.ts';
import { makeTill, TILL_BODIES } from './till.ts';
import { makeVouchers, VOUCHER_BODIES } from './vouchers.ts';

/** What belongs to the persona `employed-mother` and to the officers who work for her. */
export interface Belongings {
  /** A value for each parameter of a path, by the beginning of the path. */
  params: Record<string, Record<string, string>>;
  /** The record that her application is about. */
  matter: { registry: string; subject: string; key: string };
  /** What no stranger may read: names, numbers, an account, ids. */
  marks: string[];
}

/** Makes a mother's draft, cases, letters, agreement and officer's task, so that there is something to get at. */
export async function makeBelongings({ gov, settle, logged }: TestSite): Promise<Belongings> {
  await settle();
  const mother = await persona(gov, 'employed-mother');
  const pension = 'maternity-benefit-pension';
  const { [pension]: reviewed } = await submitBirth(gov, mother, ANSWERS, [pension]);
  const submitted = await submitBirth(gov, mother, ANSWERS, ['birth-registration', 'maternity-benefit-labour']);
  const paid = submitted['maternity-benefit-labour']!;
  const draft = await prepareBirth(gov, mother);
  const cardDraft = await startApplication(gov, mother, { service: 'student-coach', matter: null }, 'zh-Hant');
  const [letter] = await inboxOf(gov.db, mother, { limit: 1 });
  const [agreement] = await agreementsOf(gov.db, await persona(gov, 'father'));
  const event = (await eventsOf(gov.db, mother, paid.id)).find(({ kind }) => kind === 'paid')!;
  const pensionOfficer = await officer(gov, 'pension-officer');
  const item = await taskOf(gov, pensionOfficer, reviewed);
  const population = await broughtPopulation(gov, pensionOfficer.person);
  const cases = await casesOf(gov.db, mother);
  const fraud = await suspectedMisuse(gov, mother);
  const till = await makeTill(gov, mother);
  const paper = await makePaper({ gov }, mother);
  const settlement = await makeSettlement(gov, till.params['/till/']!.shop!);
  const myData = await makeMyData({ gov }, mother);
  const receiver = await makeReceiver({ gov }, mother);
  const [{ id: purpose } = { id: '' }] = await templatesNow(gov);
  await logged();
  return {
    params: {
      ...settlement,
      ...till.params,
      ...paper.params,
      ...myData.params,
      ...receiver.params,
      ...(await makeAlarm({ gov }, mother)),
      ...(await makeVouchers(gov, mother)),
      ...(await makeCards(gov, mother)),
      ...(await makeConsents({ gov }, mother)),
      '/applications/:id/cards/': { id: cardDraft, service: 'student-coach' },
      '/applications/': { id: draft, fact: 'born_on' },
      '/api/applications/': { id: draft },
      '/cases/': { id: reviewed!.id, case: paid.id, event: event.id },
      '/api/cases/': { id: paid.id },
      '/inbox/': { id: letter!.id },
      '/agreements/': { id: agreement!.id },
      '/office/tasks/': { id: item!.task.id },
      '/office/simulation/populations/': { id: population },
      '/office/issuers/': { agency: ISSUER, id: randomUUID() },
      '/office/programmes/:programme/fraud': { programme: PROGRAMME, id: fraud.suspicion },
      '/office/programmes/:programme/freezes': { programme: PROGRAMME, id: fraud.freeze },
      '/office/programmes/': { programme: PROGRAMME },
      '/programmes/': { id: PROGRAMME },
      '/freezes/': { id: fraud.freeze },
      '/receipts/': { entry: event.entry },
      '/api/log/entries/': { id: event.entry },
      '/log/entries/': { index: '0' },
      '/api/passkeys/': { id: 'AAAA' },
      '/services/': { id: 'childcare-allowance' },
      '/life-events/': { id: 'birth' },
      '/presentations/': { id: randomUUID() },
      '/api/presentations/': { id: randomUUID() },
      '/purposes/': { id: purpose },
      '/api/purposes/': { id: purpose },
      '/standards/': { industry: 'finance', version: 'income@1' },
      '/api/standards/': { industry: 'finance', version: 'income@1' },
      '/relying-parties/': { id: 'shop', use: 'age' },
      '/sign-in/link/': { secret: 'A'.repeat(43) },
      '/assets/': { file: 'none.css' },
      '/.well-known/jwt-vc-issuer/': { agency: ISSUER },
      '/.well-known/openid-credential-issuer/': { agency: ISSUER },
      '/issuers/': { agency: ISSUER, list: '0', reference: 'A'.repeat(43) },
      '/oauth/auth/': { uid: 'A'.repeat(43) },
      '/exchange/oauth/': { uid: 'A'.repeat(43) },
      '/wallets/consent/': { uid: 'A'.repeat(43) },
      '/credentials/types/': { id: 'resident-card' },
    },
    matter: { registry: 'births', subject: mother, key: 'TPE-2026-000101' },
    marks: [
      ...[
        '陳怡君',
        '王建宏',
        'A200000012',
        mother,
        ANSWERS.given_name!,
        ANSWERS.account!,
        draft,
        letter!.id,
        paper.code,
        ...myData.marks,
        ...receiver.marks,
      ],
      ...cases.flatMap(({ id, number }) => [id, number]),
    ],
  };
}

const PROGRAMME = 'triple-stimulus-voucher';
const ISSUER = 'household-registration';

/** A case of suspected misuse, and a freeze that came from it and is over. */
async function suspectedMisuse(gov: TestSite['gov'], person: string): Promise<{ suspicion: string; freeze: string }> {
  const suspicion = randomUUID();
  const at = gov.clock.now();
  await sql`insert into programmes.suspicion (programme, id, signal, subject, score, wallets, shops, measures, payments,
      found_at, seen_at, state)
    values (${PROGRAMME}, ${suspicion}, 'wallet-pace', ${person}, 60, array[${person}::uuid], '{}',
      '{"payments": 9, "minutes": 10}', '[]', ${at}, ${at}, 'open')`.execute(gov.db);
  const [one, two] = await Promise.all([officer(gov, 'programme-officer'), officer(gov, 'programme-reviewer')]);
  const subject = { programme: PROGRAMME, kind: 'wallet', subject: person, suspicion } as const;
  const freeze = await proposeFreeze(gov, one, { ...subject, reason: '付款過於頻繁' });
  await confirmFreeze(gov, two, freeze);
  await endFreeze(gov, one, freeze, '查無異常');
  return { suspicion, freeze };
}

/** A file of people of an officer's own, for a simulation. */
function broughtPopulation(gov: TestSite['gov'], person: string): Promise<string> {
  const file = { person, service: 'maternity-benefit-labour', fileName: 'people.csv', format: 'csv' } as const;
  return bringPopulation(
    gov,
    file,
    (async function* () {
      yield Buffer.from('insured_days\n300\n');
    })(),
  );
}

/** The address of a route with these values in the places of its parameters. */
export function pathOf({ path }: Pick<Route, 'path'>, params: Record<string, string>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path}: no value for ${name}; give one in test/security/belongings.ts`);
    return encodeURIComponent(value);
  });
}

/** The values that belong to somebody, for a route. */
export function paramsFor({ path }: Pick<Route, 'path'>, { params }: Belongings): Record<string, string> {
  const [, found = {}] = Object.entries(params).find(([beginning]) => path.startsWith(beginning)) ?? [];
  return found;
}

/** Values of the same form that belong to nobody. */
export function nobodysParams(own: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name, /^[0-9a-f]{8}-.*-/.test(value) ? randomUUID() : value]),
  );
}

/** What wallets send, without anything that opens something. */
const WALLET_BODIES: Record<string, object> = {
  'POST /oauth/request': { client_id: 'nobody', response_type: 'code' },
  'POST /oauth/token': { grant_type: 'refresh_token', refresh_token: 'none' },
  'POST /oauth/token/revocation': { token: 'none' },
  'POST /oauth/reg': { client_name: 'Pocket', redirect_uris: ['https://wallet.example/back'] },
  'POST /issuers/:agency/credential': { credential_configuration_id: 'resident-card.sd-jwt' },
  'POST /issuers/:agency/deferred': { transaction_id: 'none' },
  'POST /issuers/:agency/notification': { notification_id: 'none', event: 'credential_accepted' },
  'POST /wallets/moves': { cards: [{ identifier: 'none', proofs: { jwt: ['none'] } }] },
  'POST /wallets/consent/:uid': { answer: 'refuse' },
};

/** What receivers of data send, without anything that opens something. */
const RECEIVER_BODIES: Record<string, object | string> = {
  'POST /exchange/oauth/request': { client_id: 'nobody', response_type: 'code' },
  'POST /exchange/oauth/token': { grant_type: 'refresh_token', refresh_token: 'none' },
  'POST /exchange/oauth/token/revocation': { token: 'none' },
  'POST /exchange/answers': { id: randomUUID() },
  'POST /exchange/receivers/:party/deletions': 'no JWT',
  'POST /receivers': { file: 'id: none', keys: '{}', webhook: '' },
  'POST /receivers/:party/keys': { keys: '{}' },
  'POST /api/exchange/statutory': { template: 'none', people: ['none'] },
};

/** A body that suits each route that takes one, so that only its sender is wrong. Those of a registry are not read. */
export function bodyFor({ method, path }: Route, { matter }: Belongings): object | string {
  const bodies: Record<string, object | string> = {
    ...TILL_BODIES,
    ...SETTLEMENT_BODIES,
    ...VOUCHER_BODIES,
    ...PAPER_BODIES,
    ...MY_DATA_BODIES,
    ...CARD_BODIES,
    ...CONSENT_BODIES,
    ...ALARM_BODIES,
    ...WALLET_BODIES,
    ...RECEIVER_BODIES,
    'POST /sign-in/post': { agency: 'national-pension', role: 'pension-officer' },
    'POST /sign-in/demo': { persona: 'no-newborn' },
    'POST /sign-in/demo/again': {},
    'POST /sign-in/wallet': { wallet: 'elsewhere' },
    'POST /sign-in/again/wallet': { wallet: 'elsewhere' },
    'POST /presentations/:id/request': {},
    'POST /presentations/:id/response': { error: 'access_denied' },
    'POST /api/presentations': { use: 'age' },
    'POST /api/presentations/:id/finish': {},
    'POST /api/presentations/:id/answer': { response: 'a.b.c.d.e' },
    'POST /relying-parties/:id/try': { use: 'age', wallet: 'elsewhere' },
    'POST /api/passkeys/proof': { credential: {} },
    'POST /api/passkeys/registration': { credential: {} },
    'POST /api/passkeys/authentication': { credential: {} },
    'POST /settings': { theme: 'dark' },
    'POST /settings/passkeys/remove': { passkey: 'AAAA' },
    'POST /api/applications': { lifeEvent: 'birth', matter },
    'PUT /api/applications/:id': { answers: { given_name: '乙' } },
    'POST /benefits': {},
    'POST /benefits/answers': {},
    'POST /benefits/answers/forget': {},
    'POST /benefits/search': { topic: 'housing' },
    'POST /applications': { lifeEvent: 'birth', matter: Object.values(matter).join(' ') },
    'POST /applications/:id/services': { service: 'birth-registration' },
    'POST /applications/:id/answers': { given_name: '乙' },
    'POST /applications/:id/cards/:service': { wallet: 'here' },
    'POST /office/issuers/:agency/rotate': { kid: 'A'.repeat(43) },
    'POST /office/issuers/:agency/distrust': { kid: 'A'.repeat(43), reason: '測試' },
    'POST /office/issuers/:agency/proposals/:id/confirm': {},
    'POST /office/issuers/:agency/proposals/:id/decline': { reason: '測試' },
    'POST /applications/:id/facts/:fact/dispute': { claimed: '程' },
    'POST /agreements/:id': { answer: 'agree' },
    'POST /cases/:id/withdraw': {},
    'POST /cases/:id/answer': { text: '有' },
    'POST /cases/:id/appeal': { text: '不服' },
    'POST /office/simulation/populations': {},
    'POST /office/simulation/populations/:id/delete': {},
    ...Object.fromEntries(
      ['open', 'pause', 'resume', 'fund', 'extend'].map((act) => [
        `POST /office/programmes/:programme/${act}`,
        { reason: '測試', amount: '1', sure: 'yes' },
      ]),
    ),
    'POST /office/programmes/:programme/fraud/:id/decide': { decision: 'watched', reason: '再看看' },
    'POST /office/programmes/:programme/fraud/:id/freeze': {
      subject: `wallet:${matter.subject}`,
      reason: '付款過於頻繁',
    },
    ...Object.fromEntries(
      ['confirm', 'decline', 'end', 'refuse'].map((act) => [
        `POST /office/programmes/:programme/freezes/:id/${act}`,
        { reason: '測試' },
      ]),
    ),
    'POST /freezes/:id/objection': { text: '不服' },
    'POST /office/tasks/:id/approve': { reason: '符合' },
    'POST /office/tasks/:id/refuse': { reason: '不符', law: '國民年金法第32-1條' },
    'POST /office/tasks/:id/ask': { question: '請補件' },
    'POST /office/tasks/:id/settle': { upheld: 'no', reason: '正確' },
    'POST /office/tasks/:id/appeal': { granted: 'no', reason: '維持' },
  };
  const body = bodies[`${method} ${path}`];
  if (!body && !path.startsWith('/api/registries/'))
    throw new Error(`${method} ${path}: no body; give one in test/security/belongings.ts`);
  return body ?? {};
}
