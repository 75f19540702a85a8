import { type Db, fill, formatDay, formatMoney, type Locale, type Text } from '../kernel/index.ts';
import { send } from '../messages/index.ts';
import type { Government, Service } from '../pack/index.ts';
import type { CaseRow } from './cases/store.ts';
import { serviceOf } from './journey/plan.ts';

/** What people are told about their cases, in every language at once: the reader's may change before they read it. */
const TEXTS = {
  approved: {
    ko: '{service} 신청이 승인됐어요',
    'zh-Hant': '「{service}」已核准',
    en: 'Your application for “{service}” is approved',
  },
  approvedBody: {
    ko: '결정 이유와 기록 증명을 신청 건에서 볼 수 있어요.',
    'zh-Hant': '您可以在案件中查看理由與紀錄證明。',
    en: 'Your case shows the reasons and the proof.',
  },
  approvedPaid: {
    ko: '{amount}을 알려 주신 계좌로 보냈어요. 결정 이유와 기록 증명을 신청 건에서 볼 수 있어요.',
    'zh-Hant': '已將 {amount} 撥入您指定的帳戶。您可以在案件中查看理由與紀錄證明。',
    en: 'We paid {amount} to your account. Your case shows the reasons and the proof.',
  },
  refused: {
    ko: '{service} 신청이 승인되지 않았어요',
    'zh-Hant': '「{service}」未核准',
    en: 'Your application for “{service}” is refused',
  },
  refusedBody: {
    ko: '이유를 신청 건에서 볼 수 있어요. {until}까지 이의신청을 할 수 있어요.',
    'zh-Hant': '您可以在案件中查看理由。訴願期限為{until}。',
    en: 'Your case shows the reasons. You can appeal until {until}.',
  },
  paid: {
    ko: '{service}: {amount} 지급 완료',
    'zh-Hant': '「{service}」已撥款 {amount}',
    en: '{service}: {amount} paid',
  },
  paidBody: {
    ko: '알려 주신 계좌로 보냈어요.',
    'zh-Hant': '款項已撥入您指定的帳戶。',
    en: 'We sent it to the account you gave.',
  },
  agreement: {
    ko: '동의가 필요해요: {service}',
    'zh-Hant': '需要您的同意：{service}',
    en: 'Your agreement is needed: {service}',
  },
  agreementBody: {
    ko: '다른 부모가 신청했고, 법에 따라 동의가 필요해요. 내용을 보고 답해 주세요.',
    'zh-Hant': '另一位家長已提出申請，依法需要您同意。請查看內容後回覆。',
    en: 'The other parent has applied, and the law asks for your agreement. Read it and answer.',
  },
  asked: { ko: '보완 요청: {service}', 'zh-Hant': '待補件：{service}', en: 'More information needed: {service}' },
  corrected: { ko: '정보를 바로잡았어요', 'zh-Hant': '資料已更正', en: 'Your information is corrected' },
  notCorrected: {
    ko: '정정 요청을 받아들이지 않았어요',
    'zh-Hant': '未同意更正資料',
    en: 'Your information was not changed',
  },
} satisfies Record<string, Text>;

type Values = (locale: Locale) => Record<string, string>;

async function tell(
  tx: Db,
  gov: Government,
  message: { to: string; title: Text; body: Text; link: string; key?: string },
  values: Values,
): Promise<void> {
  const { to, title, body, link, key } = message;
  await send(tx, {
    to,
    at: gov.clock.now(),
    title: fill(title, values),
    body: fill(body, values),
    link,
    ...(key && { key }),
  });
}

const moneyIn = (gov: Government, minor: number) => (locale: Locale) => formatMoney(minor, gov.pack.currency, locale);

/** Tells the applicant what was decided. */
export async function tellDecision(tx: Db, gov: Government, kase: CaseRow): Promise<void> {
  const service = serviceOf(gov.pack, kase.service);
  const amount = kase.decision?.amount ?? null;
  const paidNow = kase.decision?.effects?.some((effect) => effect.verb === 'pay' && !effect.monthly) && amount !== null;
  const [title, body] =
    kase.state === 'approved'
      ? [TEXTS.approved, paidNow ? TEXTS.approvedPaid : TEXTS.approvedBody]
      : [TEXTS.refused, TEXTS.refusedBody];
  await tell(tx, gov, { to: kase.applicant, title, body, link: `/cases/${kase.id}` }, (locale) => ({
    service: service.title[locale],
    amount: amount === null ? '' : moneyIn(gov, amount)(locale),
    until: kase.appealUntil ? formatDay(kase.appealUntil, locale) : '',
  }));
}

/** Tells the applicant that an instalment was paid. */
export async function tellPayment(tx: Db, gov: Government, kase: CaseRow, amount: number): Promise<void> {
  const service = serviceOf(gov.pack, kase.service);
  await tell(
    tx,
    gov,
    { to: kase.applicant, title: TEXTS.paid, body: TEXTS.paidBody, link: `/cases/${kase.id}` },
    (locale) => ({
      service: service.title[locale],
      amount: moneyIn(gov, amount)(locale),
    }),
  );
}

/** Asks somebody for their agreement. */
export async function tellAgreement(
  tx: Db,
  gov: Government,
  ask: { person: string; id: string; service: Service },
): Promise<void> {
  await tell(
    tx,
    gov,
    {
      to: ask.person,
      title: TEXTS.agreement,
      body: TEXTS.agreementBody,
      link: `/agreements/${ask.id}`,
      key: `agreement:${ask.id}`,
    },
    (locale) => ({ service: ask.service.title[locale] }),
  );
}

/** Passes an officer's question on to the applicant, in the officer's own words. */
export async function tellQuestion(tx: Db, gov: Government, kase: CaseRow, question: string): Promise<void> {
  const service = serviceOf(gov.pack, kase.service);
  const body = { ko: question, 'zh-Hant': question, en: question };
  await tell(tx, gov, { to: kase.applicant, title: TEXTS.asked, body, link: `/cases/${kase.id}` }, (locale) => ({
    service: service.title[locale],
  }));
}

/** Tells a person what became of a value that they disputed. */
export async function tellCorrection(
  tx: Db,
  gov: Government,
  dispute: { person: string; application: string | null },
  answer: { upheld: boolean; reason: string },
): Promise<void> {
  const body = { ko: answer.reason, 'zh-Hant': answer.reason, en: answer.reason };
  const link = dispute.application === null ? '/my-data' : `/applications/${dispute.application}`;
  await tell(
    tx,
    gov,
    { to: dispute.person, title: answer.upheld ? TEXTS.corrected : TEXTS.notCorrected, body, link },
    () => ({}),
  );
}
