import type { Locale, Text } from '../../kernel/index.ts';
import { type DecisionSheet, type Reason, Reasons } from '../components/decision.tsx';
import { Steps, TaskList, Timeline } from '../components/journey.tsx';
import { Link } from '../components/link.tsx';
import { Deadline, Illustrative, ProgressBar, Tag } from '../components/status.tsx';
import { Columns, Paragraph, Section } from '../components/text.tsx';
import { Key, Money, QrCode } from '../components/values.tsx';
import { tones } from '../palette.ts';
import { brand, currency, era, names, text } from './samples.ts';

const states = {
  neutral: text('접수됨', '已收件', 'Received'),
  info: text('심사 중', '審查中', 'Under review'),
  success: text('승인', '已核准', 'Approved'),
  warning: text('보완 요청', '待補件', 'More information needed'),
  danger: text('불승인', '未核准', 'Refused'),
  notice: text('다른 사람 확인 대기', '等待他人確認', 'Waiting for another person'),
} as const;

function reasons(locale: Locale): Reason[] {
  const t = (one: Text): string => one[locale];
  return [
    {
      outcome: 'yes',
      text: t(text('보험에 280일 이상 가입했습니다.', '參加保險滿 280 日。', 'Insured for at least 280 days.')),
      because: t(text('가입 기간 1,240일', '投保 1,240 日', '1,240 days insured')),
      law: { text: t(names.law), checked: false },
    },
    {
      outcome: 'no',
      text: t(
        text(
          '같은 출산으로 다른 급여를 받지 않았습니다.',
          '未就同一分娩請領其他給付。',
          'No other benefit was claimed for this birth.',
        ),
      ),
      law: { text: t(names.law), href: '/law/31' },
    },
    {
      outcome: 'unknown',
      text: t(text('받을 계좌가 본인 명의입니다.', '入帳帳戶為本人所有。', 'The account is in the applicant’s name.')),
    },
  ];
}

/** A decision that fills one sheet. */
export function sampleSheet(locale: Locale): DecisionSheet {
  const t = (one: Text): string => one[locale];
  return {
    brand,
    agency: t(names.labour),
    caseNumber: '2026-0307-4821',
    decidedOn: '2026-03-09',
    era,
    applicant: t(names.mother),
    subject: t(
      text(
        '출산급여 (김하늘, 2026년 3월 5일생)',
        '生育給付（王天晴，2026年3月5日出生）',
        'Maternity benefit (Haneul Kim, born 5 March 2026)',
      ),
    ),
    decision: t(
      text('출산급여 80,000원을 승인합니다.', '核准生育給付 80,000 元。', 'Maternity benefit of €80,000 is approved.'),
    ),
    reasons: reasons(locale)
      .slice(0, 1)
      .concat(
        reasons(locale)
          .slice(1)
          .map((reason) => ({ ...reason, outcome: 'yes' })),
      ),
    laws: [{ text: t(names.law), checked: false }],
    appeal: {
      text: t(
        text(
          '이 결정에 이의가 있으면 결정을 받은 다음 날부터 30일 안에 이의신청을 할 수 있습니다.',
          '如不服本審查結果，得於送達次日起 30 日內提起訴願。',
          'If you disagree, you may appeal within 30 days of the day after you receive this.',
        ),
      ),
      by: '2026-04-09',
    },
    receipt: {
      href: 'https://madang.example/receipts/7Q4K-2M9X',
      code: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee',
    },
  };
}

function Parts({ locale }: { locale: Locale }) {
  const t = (one: Text): string => one[locale];
  return (
    <Timeline
      locale={locale}
      level={3}
      entries={[
        {
          id: 'part-birth',
          title: t(names.birth),
          agency: t(names.household),
          status: { tone: 'success', text: t(text('등록 완료', '已登記', 'Registered')) },
          on: '2026-03-07',
        },
        {
          id: 'part-maternity',
          title: t(names.maternity),
          agency: t(names.labour),
          status: { tone: 'info', text: t(states.info) },
          on: '2026-03-07',
          children: (
            <>
              <Reasons locale={locale} reasons={reasons(locale)} />
              <Paragraph>
                <Money locale={locale} minor={80000} currency={currency} /> ·{' '}
                <Link href="/receipts/1">{t(text('접수증 내려받기', '下載收件證明', 'Download receipt'))}</Link>
              </Paragraph>
            </>
          ),
        },
        {
          id: 'part-allowance',
          title: t(names.allowance),
          agency: t(names.social),
          status: { tone: 'notice', text: t(states.notice) },
          on: '2026-03-07',
        },
        {
          id: 'part-insurance',
          title: t(names.insurance),
          agency: t(names.health),
          status: { tone: 'danger', text: t(states.danger) },
          on: '2026-03-08',
        },
      ]}
    />
  );
}

/** A case on its way: steps, tasks, timeline, reasons, deadlines. */
export function CaseSamples({ locale }: { locale: Locale }) {
  const t = (one: Text): string => one[locale];
  const steps = [
    text('알고 있는 정보 확인', '確認已知資料', 'Check what we know'),
    text('빠진 것 답하기', '補填資料', 'Answer what is missing'),
    text('미리 보기', '預覽', 'Preview'),
    text('결과', '結果', 'Result'),
  ];
  return (
    <Section id="case" title={t(text('신청 건', '案件', 'A case'))}>
      <Steps
        locale={locale}
        current={1}
        steps={steps.map((step, at) => ({ text: t(step), href: `/step/${at + 1}` }))}
      />
      <p>
        {tones.map((tone) => (
          <>
            <Tag tone={tone}>{t(states[tone])}</Tag>{' '}
          </>
        ))}
      </p>
      <p>
        <Deadline locale={locale} days={7} /> <Deadline locale={locale} days={1} />{' '}
        <Deadline locale={locale} days={0} /> <Deadline locale={locale} days={-3} unit="calendar" />{' '}
        <Deadline locale={locale} days={4} paused />
      </p>
      <p>
        <Illustrative locale={locale} explain />
      </p>
      <ProgressBar
        id="filled"
        label={t(text('7개 중 5개를 채웠어요', '7 項中已完成 5 項', '5 of 7 answers done'))}
        value={5}
        max={7}
      />
      <TaskList
        id="tasks"
        tasks={[
          { title: t(names.birth), href: '/task/1', status: t(text('완료', '已完成', 'Done')) },
          {
            title: t(names.maternity),
            href: '/task/2',
            hint: t(names.labour),
            status: { tone: 'warning', text: t(states.warning) },
          },
          { title: t(names.allowance), status: t(text('아직 시작할 수 없어요', '尚無法開始', 'Cannot start yet')) },
        ]}
      />
      <Columns
        aside={
          <>
            <QrCode value="https://madang.example/r/7Q4K" label={t(text('접수증', '收件證明', 'Receipt'))} />
            <p>
              <Key>J</Key> {t(text('다음 건', '下一件', 'next case'))} <Key>K</Key>{' '}
              {t(text('이전 건', '上一件', 'previous case'))}
            </p>
          </>
        }
      >
        <Parts locale={locale} />
      </Columns>
    </Section>
  );
}
