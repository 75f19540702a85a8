import type { PageContext } from '../../design/index.ts';
import type { Locale, Text } from '../../kernel/index.ts';
import type { Fact, Government, LawRef, Pack, Service, Source } from '../../pack/index.ts';
import type { CaseEvent, CaseRow, Officer, OpenedTask, QueueItem } from '../../services/index.ts';
import type { TaskView } from './view.ts';

/** A made-up country and its cases, complete enough for every page of the office. */

const text = (ko: string, zh: string, en: string): Text => ({ ko, 'zh-Hant': zh, en });
const law: LawRef = { act: '福利法', article: '31', checked: false, title: text('복지법', '福利法', 'Welfare Act') };
const tree = {} as never;

const nothing = { unit: undefined, options: undefined, fields: undefined, question: undefined };

function fact(name: string, type: Fact['type'], title: Text, source: Source, more: Partial<Fact> = {}): [string, Fact] {
  return [name, { name, type, title, source, ...nothing, optional: false, ...more }];
}

const fromRegister = (field: string): Source => ({ kind: 'registry', registry: 'people', field, person: 'applicant' });
const asked: Source = {
  kind: 'asked',
  label: text('?', '?', '?'),
  hint: undefined,
  format: undefined,
  when: undefined,
};

const benefit = {
  id: 'benefit',
  agency: 'welfare',
  title: text('출산급여', '生育給付', 'Maternity benefit'),
  law: [law],
  facts: new Map([
    fact('born_on', 'date', text('출생일', '出生日期', 'Date of birth'), fromRegister('born_on')),
    fact('spouse', 'person', text('배우자', '配偶', 'Spouse'), fromRegister('spouse')),
    fact('days', 'integer', text('가입 일수', '投保日數', 'Days insured'), fromRegister('days'), { unit: 'day' }),
    fact('account', 'bank-account', text('계좌', '銀行帳戶', 'Bank account'), asked),
    fact('children', 'integer', text('자녀 수', '子女數', 'Children'), asked),
    fact('wage', 'money', text('급여', '薪資', 'Wage'), { kind: 'derived', tree }),
  ]),
  parameters: new Map(),
  clauses: [
    { id: 'insured', tree, text: text('280일 이상 가입', '投保滿 280 日', 'Insured for 280 days'), law },
    { id: 'in-time', tree, text: text('5년 안에 신청', '5 年內申請', 'Claimed within 5 years'), law: undefined },
    { id: 'account', tree, text: text('계좌가 본인 명의', '帳戶為本人所有', 'The account is their own'), law },
  ],
  review: [{ id: 'left', tree, text: text('출산 전에 탈퇴', '分娩前已退保', 'Left before the birth'), law }],
  agree: undefined,
  effects: [{ verb: 'pay', fund: 'fund', to: 'account', amount: tree, monthly: undefined }],
} as unknown as Service;

const pack = {
  id: 'sample',
  locale: 'zh-Hant',
  timeZone: 'UTC',
  currency: { code: 'EUR', decimals: 0, format: text('{amount}원', '{amount} 元', '€{amount}') },
  era: undefined,
  calendar: { holidays: new Set() },
  people: { registry: 'people', name: 'name' },
  agencies: new Map([
    [
      'welfare',
      {
        id: 'welfare',
        title: text('복지국', '福利局', 'Welfare Office'),
        roles: { clerk: text('급여 담당자', '給付承辦人', 'Claims officer') },
      },
    ],
  ]),
  registries: new Map([
    [
      'people',
      {
        id: 'people',
        title: text('주민 등록부', '戶籍登記', 'Civil register'),
        agency: 'welfare',
        fields: {
          born_on: { type: 'date', title: text('생년월일', '出生日期', 'Date of birth') },
          spouse: { type: 'person', optional: true, title: text('배우자', '配偶', 'Spouse') },
          sex: {
            type: 'enum',
            title: text('성별', '性別', 'Sex'),
            of: { female: text('여', '女', 'Female'), male: text('남', '男', 'Male') },
          },
          days: { type: 'integer', unit: 'day', title: text('가입 일수', '投保日數', 'Days insured') },
        },
      },
    ],
  ]),
  services: new Map([['benefit', benefit]]),
} as unknown as Pack;

export const gov = { pack, clock: { now: () => new Date('2026-11-20T02:00:00Z') } } as unknown as Government;

export const officer: Officer = { person: 'officer-1', agency: 'welfare', role: 'clerk' };

const APPLICANT = 'person-1';
const SPOUSE = 'person-2';
const NAMES = new Map([
  [APPLICANT, '陳怡君'],
  [SPOUSE, '王建宏'],
]);
const at = new Date('2026-11-10T01:30:00Z');

const registered = (field: string) => ({
  kind: 'registry' as const,
  registry: 'people',
  field,
  agency: 'welfare',
  recordedAt: '2026-10-01T00:00:00Z',
  subject: APPLICANT,
  key: '',
});

const assessment = {
  eligible: 'yes' as const,
  because: [],
  need: [],
  flags: ['left'],
  amount: 84_000,
  clauses: [
    { id: 'insured', outcome: 'yes' as const, uses: [{ name: 'days', source: 'fact' as const, value: 1299 }] },
    { id: 'in-time', outcome: 'yes' as const, uses: [] },
    { id: 'account', outcome: 'unknown' as const, uses: [] },
  ],
  lawDay: '2026-10-20',
};

export const kase: CaseRow = {
  applicant: APPLICANT,
  id: 'case-1',
  application: 'application-1',
  place: 0,
  number: '2611-ABCD2345',
  service: 'benefit',
  agency: 'welfare',
  matter: null,
  state: 'review',
  waitsFor: null,
  facts: null,
  decision: assessment,
  openedAt: at,
  dueOn: '2026-11-24',
  decidedAt: null,
  appealUntil: null,
};

export const task: OpenedTask['task'] = {
  agency: 'welfare',
  id: '01900000-0000-7000-8000-000000000001',
  kind: 'decide',
  role: 'clerk',
  applicant: APPLICANT,
  people: [APPLICANT],
  caseId: 'case-1',
  dispute: null,
  flags: ['left'],
  openedAt: at,
  dueOn: '2026-11-24',
  pausedOn: null,
  closedAt: null,
};

export const dispute: NonNullable<OpenedTask['dispute']> = {
  person: APPLICANT,
  id: 'dispute-1',
  application: 'application-1',
  registry: 'people',
  field: 'days',
  subject: APPLICANT,
  key: '',
  held: 120,
  claimed: '1,299 days, my employer has the papers',
  openedAt: at,
  settledAt: null,
  upheld: null,
};

const event = (kind: CaseEvent['kind'], actor: CaseEvent['actor'], content: CaseEvent['content'] = {}): CaseEvent => ({
  id: `event-${kind}`,
  at,
  kind,
  actor,
  content,
  entry: 'entry',
  salt: 'salt',
});

const AGENCY = { kind: 'agency', agency: 'welfare' } as const;
const OFFICER = { kind: 'officer', person: 'officer-2', agency: 'welfare' } as const;
const RESIDENT = { kind: 'resident', person: APPLICANT } as const;

export const events: CaseEvent[] = [
  event('received', RESIDENT),
  event('waiting', AGENCY, { for: 'agreement' }),
  event('agreed', { kind: 'resident', person: SPOUSE }),
  event('review', AGENCY, { flags: ['left'] }),
  event('asked', OFFICER, { question: 'Please send the discharge letter.' }),
  event('answered', RESIDENT, { answer: '<b>It is attached</b>' }),
  event('approved', OFFICER, { amount: 84_000 }),
  event('paid', AGENCY, { amount: 84_000, month: '2026-11-01' }),
];

/** An opened task; a case unless it is a correction. */
export function opened(change: Partial<OpenedTask> = {}): OpenedTask {
  return {
    task,
    applicantName: '陳怡君',
    kase,
    context: {
      service: benefit,
      facts: {
        born_on: { value: '2026-10-20', origin: registered('born_on') },
        spouse: { value: SPOUSE, origin: registered('spouse') },
        days: { value: 1299, origin: registered('days') },
        account: { value: '0081234567890', origin: { kind: 'answer' } },
      },
      roles: { applicant: APPLICANT },
      disputes: [],
      appliedOn: '2026-11-10',
    },
    assessment,
    events,
    dispute: undefined,
    heldNow: dispute.held,
    appeal: undefined,
    ...change,
  };
}

export const correction = (field = 'days', held: unknown = 120): OpenedTask =>
  opened({
    task: { ...task, kind: 'correct', caseId: null, dispute: 'dispute-1', flags: [] },
    kase: undefined,
    context: undefined,
    assessment: undefined,
    events: [],
    dispute: { ...dispute, field, held },
  });

/** An appeal against a refusal that `by` decided. */
export const appealed = (by = 'officer-2'): OpenedTask =>
  opened({
    task: { ...task, kind: 'appeal', flags: [] },
    kase: {
      ...kase,
      state: 'refused',
      decidedAt: at,
      decision: { ...assessment, eligible: 'no', officer: { person: by, reason: 'Not insured.', law: '福利法第31條' } },
    },
    appeal: {
      grounds: 'I was insured all the time.',
      lodgedAt: at,
      answeredAt: null,
      granted: null,
      answer: null,
    },
  });

export const view = (locale: Locale, of: OpenedTask = opened()): TaskView => ({
  gov,
  locale,
  officer,
  opened: of,
  names: NAMES,
});

export const items: QueueItem[] = [
  { task: { ...task, id: 'late', dueOn: '2026-11-18' }, kase, dispute: undefined, daysLeft: -2 },
  { task: { ...task, flags: ['left', 'not-agreed'] }, kase, dispute: undefined, daysLeft: 2 },
  {
    task: { ...task, id: 'correct', kind: 'correct', flags: [], caseId: null },
    kase: undefined,
    dispute,
    daysLeft: 7,
  },
  { task: { ...task, id: 'paused', pausedOn: '2026-11-12' }, kase, dispute: undefined, daysLeft: 1 },
];

export const context = (locale: Locale): PageContext => ({
  locale,
  preferences: {},
  brand: { name: text('마당', '馬當', 'Madang') },
  assets: { stylesheet: '/s.css', scripts: { office: '/office.js' } },
  nav: [{ href: '/office', text: 'Queue', current: true }],
  languageHref: (to) => `/?${to}`,
  homeHref: '/office',
  settingsHref: '/settings',
  person: { name: '劉淑惠', signOut: { action: '/sign-out' } } as NonNullable<PageContext['person']>,
  demo: 'demo',
});
