import type { Locale } from '../kernel/index.ts';
import { SearchBox } from './components/card.tsx';
import { PrintDecision } from './components/decision.tsx';
import type { Preferences } from './components/document.tsx';
import { Hero, Layout, OfficeLayout } from './components/layout.tsx';
import { Panel } from './components/notices.tsx';
import { Problem } from './components/problem.tsx';
import { Deadline, Tag } from './components/status.tsx';
import { Table } from './components/table.tsx';
import { Heading } from './components/text.tsx';
import { CaseSamples, sampleSheet } from './gallery/case.tsx';
import { ContentSamples } from './gallery/content.tsx';
import { FormSamples } from './gallery/forms.tsx';
import { brand, names, sampleContext, text } from './gallery/samples.ts';

export interface GalleryProps {
  locale: Locale;
  /** Address of the compiled stylesheet. */
  stylesheet: string;
  preferences?: Preferences;
}

const context = ({ locale, stylesheet, preferences = {} }: GalleryProps) => ({
  ...sampleContext(locale, stylesheet),
  preferences,
});

/** Every component on one page of the portal, with its words in one language. */
export function Gallery(props: GalleryProps) {
  const { locale } = props;
  return (
    <Layout
      context={context(props)}
      title={text('디자인 모음', '設計元件', 'Design gallery')[locale]}
      back={{ href: '/' }}
      wide
      hero={
        <Hero
          brand={brand}
          title={text('무엇을 도와드릴까요?', '需要什麼服務？', 'What do you need today?')[locale]}
          lead={
            text(
              '한 번만 알려 주세요. 나머지는 기관끼리 처리해요.',
              '資料只需提供一次，其餘由各機關處理。',
              'Tell us once. The agencies do the rest.',
            )[locale]
          }
        >
          <SearchBox
            locale={locale}
            action="/search"
            label={text('서비스 찾기', '搜尋服務', 'Search services')[locale]}
            labelShown
          />
        </Hero>
      }
    >
      <ContentSamples locale={locale} />
      <FormSamples locale={locale} />
      <CaseSamples locale={locale} />
    </Layout>
  );
}

/** The end of a journey. */
export function ConfirmationSample(props: GalleryProps) {
  const { locale } = props;
  return (
    <Layout context={context(props)} title={names.birth[locale]}>
      <Panel title={text('신청을 접수했어요', '您的申請已收件', 'We have your application')[locale]}>
        {text('접수번호', '案件編號', 'Case number')[locale]}
        <br />
        <strong>2026-0307-4821</strong>
      </Panel>
    </Layout>
  );
}

/** A decision as it prints. */
export function SheetSample(props: GalleryProps) {
  const { locale } = props;
  return (
    <Layout context={context(props)} title={names.maternity[locale]} wide>
      <PrintDecision locale={locale} sheet={sampleSheet(locale)} />
    </Layout>
  );
}

/** A page that could not be shown, to someone not signed in. */
export function ProblemSample(props: GalleryProps) {
  const { locale } = props;
  const visitor = { ...context(props), person: undefined, signInHref: '/sign-in', nav: [], demo: undefined };
  return (
    <Layout context={visitor} title={text('오류', '錯誤', 'Error')[locale]}>
      <Problem locale={locale} kind="unavailable" retryHref="/" reference="01JQ4T" />
    </Layout>
  );
}

/** The queue of an office. */
export function OfficeSample(props: GalleryProps) {
  const { locale } = props;
  const columns = [
    { header: text('접수번호', '案件編號', 'Case number')[locale] },
    { header: text('서비스', '服務', 'Service')[locale] },
    { header: text('신청인', '申請人', 'Applicant')[locale] },
    { header: text('처리 상태', '案件進度', 'Status')[locale] },
    { header: text('기한', '期限', 'Due')[locale] },
  ];
  const days = [-2, 0, 1, 6, 9];
  const rows = days.map((left, at) => [
    <a class="govuk-link" href={`/office/cases/${at}`} key="case">{`2026-0307-48${21 + at}`}</a>,
    names.maternity[locale],
    names.mother[locale],
    <Tag tone="info" key="state">
      {text('심사 중', '審查中', 'Under review')[locale]}
    </Tag>,
    <Deadline locale={locale} days={left} key="due" />,
  ]);
  return (
    <OfficeLayout context={context(props)} title={names.labour[locale]} service={names.labour[locale]}>
      <Heading>{text('처리할 신청 건', '待辦案件', 'Cases to decide')[locale]}</Heading>
      <Table
        id="queue"
        caption={text('기한 순', '依期限排序', 'By deadline')[locale]}
        columns={columns}
        rows={rows}
        dense
      />
    </OfficeLayout>
  );
}

/** Every sample page by name. */
export const samplePages = {
  gallery: Gallery,
  confirmation: ConfirmationSample,
  sheet: SheetSample,
  problem: ProblemSample,
  office: OfficeSample,
} as const;
