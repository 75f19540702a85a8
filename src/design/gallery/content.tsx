import type { Locale, Text } from '../../kernel/index.ts';
import { ButtonLink } from '../components/button.tsx';
import { Card, CardGrid, SearchBox } from '../components/card.tsx';
import { Link } from '../components/link.tsx';
import { EmptyState, NotificationBanner } from '../components/notices.tsx';
import { Pagination } from '../components/pagination.tsx';
import { Tag } from '../components/status.tsx';
import { SummaryCard, SummaryList, type SummaryRow } from '../components/summary-list.tsx';
import { Table } from '../components/table.tsx';
import { Details, InsetText, List, Paragraph, Section, SectionNav, WarningText } from '../components/text.tsx';
import { DateText, Money } from '../components/values.tsx';
import { currency, names, text } from './samples.ts';

const wrong = text('사실과 달라요', '資料有誤', 'This is wrong');

function facts(locale: Locale): SummaryRow[] {
  const t = (one: Text): string => one[locale];
  const born = text('태어난 날', '出生日期', 'Date of birth');
  return [
    {
      key: t(born),
      value: <DateText locale={locale} iso="2026-03-05" />,
      source: { name: t(names.hospital), on: '2026-03-06' },
      actions: [{ href: '/dispute/born', text: t(wrong), hidden: t(born) }],
    },
    {
      key: t(text('보험 가입 기간', '投保年資', 'Insured days')),
      value: t(text('1,240일', '1,240 日', '1,240 days')),
      source: { name: t(names.labour), on: '2026-03-07' },
      actions: [
        { href: '/dispute/days', text: t(wrong), hidden: t(text('보험 가입 기간', '投保年資', 'insured days')) },
      ],
    },
    { key: t(text('받을 계좌', '入帳帳戶', 'Account to pay')), value: '004-12•••••789' },
  ];
}

function months(locale: Locale) {
  const rows = [
    ['2026-03-31', 'paid'],
    ['2026-04-30', 'due'],
  ] as const;
  const states = { paid: text('지급 완료', '已撥款', 'Paid'), due: text('예정', '預定', 'Planned') };
  return rows.map(([day, state]) => [
    <DateText key={day} locale={locale} iso={day} form="short" />,
    names.social[locale],
    <Tag key={state} tone={state === 'paid' ? 'success' : 'neutral'}>
      {states[state][locale]}
    </Tag>,
    <Money key="sum" locale={locale} minor={7000} currency={currency} />,
  ]);
}

/** Text, lists, tables, cards and what a page says of itself. */
export function ContentSamples({ locale }: { locale: Locale }) {
  const t = (one: Text): string => one[locale];
  const columns = [
    { header: t(text('날짜', '日期', 'Date')) },
    { header: t(text('기관', '機關', 'Agency')) },
    { header: t(text('처리 상태', '案件進度', 'Status')) },
    { header: t(text('금액', '金額', 'Amount')), numeric: true },
  ];
  return (
    <>
      <SectionNav
        locale={locale}
        items={[
          { id: 'content', text: t(text('보여 주기', '內容', 'Content')) },
          { id: 'forms', text: t(text('물어보기', '表單', 'Questions')) },
          { id: 'case', text: t(text('신청 건', '案件', 'A case')) },
        ]}
      />
      <Section id="content" title={t(text('보여 주기', '內容', 'Content'))}>
        <NotificationBanner
          locale={locale}
          id="offer"
          heading={t(
            text(
              '하늘이의 출생 통보가 왔어요.',
              '已收到天晴的出生通報。',
              'The hospital sent notice of Haneul’s birth.',
            ),
          )}
        >
          <Paragraph>
            {t(
              text(
                '4개 기관의 신청을 한 번에 할 수 있어요.',
                '4 個機關的申請可一次完成。',
                'You can apply to 4 agencies in one go.',
              ),
            )}
          </Paragraph>
          <Paragraph>
            <Link href="/journeys/birth">{t(text('이어서 하기', '繼續填寫', 'Continue'))}</Link>
          </Paragraph>
        </NotificationBanner>
        <NotificationBanner
          locale={locale}
          tone="success"
          id="saved"
          heading={t(text('저장했어요', '已儲存', 'Saved'))}
        />
        <SearchBox
          locale={locale}
          action="/search"
          id="inner-search"
          label={t(text('서비스 찾기', '搜尋服務', 'Search services'))}
          labelShown
          value={t(text('출산', '生育', 'birth'))}
        />
        <CardGrid>
          <Card
            href="/life/birth"
            featured
            title={t(names.journey)}
            eyebrow={t(text('생애주기', '人生大事', 'Life event'))}
            meta={t(text('4개 기관 · 약 3분', '4 個機關 · 約 3 分鐘', '4 agencies · about 3 minutes'))}
          >
            {t(
              text(
                '출생 등록과 급여, 수당, 보험을 한 번에 신청해요.',
                '出生登記、給付、津貼與保險，一次申請。',
                'Register the child and claim what the family is due, once.',
              ),
            )}
          </Card>
          <Card
            href="/services/maternity"
            title={t(names.maternity)}
            eyebrow={t(names.labour)}
            meta={<Tag tone="info">{t(text('심사 중', '審查中', 'Under review'))}</Tag>}
          >
            {t(text('월급 두 달 치를 한 번에 받아요.', '一次發給 2 個月的給付。', 'Two months of pay, paid once.'))}
          </Card>
          <Card href="/services/allowance" title={t(names.allowance)} eyebrow={t(names.social)}>
            {t(
              text(
                '아이가 만 5세가 될 때까지 매달 받아요.',
                '按月發給，至孩子滿 5 歲。',
                'Paid every month until the child is 5.',
              ),
            )}
          </Card>
        </CardGrid>
        <SummaryList locale={locale} rows={facts(locale)} />
        <SummaryCard
          locale={locale}
          level={3}
          title={t(names.labour)}
          rows={facts(locale).slice(1)}
          actions={[{ href: '/preview/labour', text: t(text('미리 보기', '預覽', 'Preview')) }]}
        />
        <Table
          id="payments"
          caption={t(text('받은 돈', '撥款紀錄', 'Payments'))}
          columns={columns}
          rows={months(locale)}
        />
        <Table
          id="payment-cards"
          caption={t(text('받은 돈 (카드)', '撥款紀錄（卡片）', 'Payments as cards'))}
          columns={columns}
          rows={months(locale)}
          rowHeaders
          narrow="cards"
        />
        <Pagination locale={locale} page={3} pages={9} href={(page) => `?page=${page}`} />
        <InsetText>
          {t(
            text(
              '결정은 공개된 규칙으로 하고, 이유를 조항마다 알려 드려요.',
              '審查依公開的規則進行，並逐條說明理由。',
              'Decisions follow published rules, and give their reasons article by article.',
            ),
          )}
        </InsetText>
        <WarningText locale={locale}>
          {t(
            text(
              '태어난 날부터 60일 안에 등록해 주세요.',
              '請於出生後 60 日內辦理登記。',
              'Register within 60 days of the birth.',
            ),
          )}
        </WarningText>
        <Details summary={t(text('필요한 것', '應備文件', 'Documents needed'))}>
          <List
            items={[
              t(text('부모의 계정', '父母的帳號', 'The parents’ account')),
              t(text('받을 계좌', '入帳帳戶', 'The account to pay')),
            ]}
          />
        </Details>
        <EmptyState locale={locale}>
          <p>
            {t(
              text(
                '신청하면 여기에 진행 상황이 나와요.',
                '提出申請後，進度會顯示在這裡。',
                'When you apply, the progress shows here.',
              ),
            )}
          </p>
          <ButtonLink href="/services" variant="secondary">
            {t(text('서비스 찾기', '搜尋服務', 'Find a service'))}
          </ButtonLink>
        </EmptyState>
      </Section>
    </>
  );
}
