import { compareWithFixtures, type Options } from '../testing/fixtures.ts';
import { TaskList } from './journey.tsx';
import { BackLink, SkipLink } from './link.tsx';
import { ErrorSummary, NotificationBanner, Panel } from './notices.tsx';
import { Pagination } from './pagination.tsx';
import { Tag } from './status.tsx';
import { SummaryCard, SummaryList } from './summary-list.tsx';
import { Table } from './table.tsx';
import { Details, InsetText, WarningText } from './text.tsx';

const en = { locale: 'en' } as const;

const rows = (o: Options) =>
  o.rows.map((row: Options) => ({
    key: row.key.text,
    value: row.value.text ?? <span dangerouslySetInnerHTML={{ __html: row.value.html }} />,
    actions: row.actions?.items?.map((action: Options) => ({ ...action, hidden: action.visuallyHiddenText })),
  }));

await compareWithFixtures([
  {
    component: 'error-summary',
    names: ['default', 'without links', 'mixed with and without links'],
    build: (o) => <ErrorSummary {...en} errors={o.errorList} />,
  },
  {
    component: 'details',
    names: ['default', 'expanded', 'id', 'html as text'],
    build: (o) => (
      <Details id={o.id} summary={o.summaryText} open={o.open}>
        {o.text}
      </Details>
    ),
  },
  {
    component: 'inset-text',
    names: ['default', 'id', 'html as text'],
    build: (o) => <InsetText id={o.id}>{o.text}</InsetText>,
  },
  {
    component: 'notification-banner',
    names: ['default', 'with type as success', 'custom text', 'custom title', 'custom title id'],
    build: (o) => <NotificationBanner {...en} tone={o.type} heading={o.text} title={o.titleText} id={o.titleId} />,
  },
  {
    component: 'panel',
    names: ['default'],
    build: () => (
      <Panel title="Application complete">
        Your reference number
        <br />
        <strong>HDJ2123F</strong>
      </Panel>
    ),
  },
  { component: 'panel', names: ['title with no body text'], build: (o) => <Panel title={o.titleText} /> },
  {
    component: 'summary-list',
    names: ['default', 'with actions', 'with some actions', 'no-border'],
    build: (o) => <SummaryList {...en} rows={rows(o)} border={!/no-border/.test(o.classes ?? '')} />,
  },
  {
    component: 'summary-list',
    names: ['as a summary card with actions', 'summary card with only 1 action'],
    build: (o) => <SummaryCard {...en} title={o.card.title.text} actions={o.card.actions.items} rows={rows(o)} />,
  },
  {
    component: 'table',
    names: ['with head and caption'],
    build: (o) => (
      <Table
        id="t"
        caption={o.caption}
        captionSize="m"
        rowHeaders={o.firstCellIsHeader}
        columns={o.head.map((head: Options) => ({ header: head.text, numeric: head.format === 'numeric' }))}
        rows={o.rows.map((row: Options[]) => row.map((cell) => cell.text))}
      />
    ),
    adapt: (html: string) =>
      `<section class="md-scroll" tabindex="0" aria-labelledby="t-caption">${html.replace('<caption', '<caption id="t-caption"')}</section>`,
  },
  { component: 'tag', names: ['default'], build: (o) => <Tag>{o.text}</Tag> },
  { component: 'tag', names: ['grey'], build: (o) => <Tag tone="neutral">{o.text}</Tag> },
  { component: 'tag', names: ['green'], build: (o) => <Tag tone="success">{o.text}</Tag> },
  { component: 'tag', names: ['red'], build: (o) => <Tag tone="danger">{o.text}</Tag> },
  { component: 'tag', names: ['purple'], build: (o) => <Tag tone="notice">{o.text}</Tag> },
  {
    component: 'task-list',
    names: ['default'],
    build: (o) => (
      <TaskList
        tasks={o.items.map((item: Options) => ({
          title: item.title.text,
          href: item.href,
          hint: item.hint?.text,
          status: item.status.text ?? { tone: 'info', text: item.status.tag.text },
        }))}
      />
    ),
  },
  {
    component: 'pagination',
    names: ['default', 'with many pages', 'first page', 'last page'],
    build: (o) => {
      const last = o.items.at(-1).number;
      const current = o.items.find((item: Options) => item.current).number;
      return <Pagination {...en} page={current} pages={last} href={(page) => `/page/${page}`} />;
    },
    adapt: (html) => {
      const current = Number(/aria-label="Page (\d+)" aria-current/.exec(html)?.[1]);
      return html.replace('"/previous"', `"/page/${current - 1}"`).replace('"/next"', `"/page/${current + 1}"`);
    },
  },
  {
    component: 'skip-link',
    names: ['default'],
    build: (o) => <SkipLink {...en} href={o.href} />,
    adapt: (html) => html.replace('Skip to main content', 'Skip to content'),
  },
  { component: 'back-link', names: ['default'], build: () => <BackLink {...en} href="#" /> },
  {
    component: 'warning-text',
    names: ['default', 'multiple lines'],
    build: (o) => <WarningText {...en}>{o.text}</WarningText>,
  },
]);
