import { Type } from 'typebox';
import {
  Button,
  Card,
  CardGrid,
  EmptyState,
  Form,
  Hero,
  Layout,
  Link,
  List,
  type PageContext,
  Paragraph,
  renderPage,
  SearchBox,
  Section,
} from '../../design/index.ts';
import { postsOf } from '../../identity/index.ts';
import { type Locale, page, type Route, route, say } from '../../kernel/index.ts';
import { unreadCount } from '../../messages/index.ts';
import type { Government } from '../../pack/index.ts';
import { shopsOf } from '../../programmes/index.ts';
import { agreementsOf, casesOf, catalogueOf, draftsOf, type Entry, searchCatalogue } from '../../services/index.ts';
import { pageContext, type Site } from '../site.ts';
import { CardsLink } from './cards/link.tsx';
import { CaseCards, DraftLine } from './cases/parts.tsx';
import { FinderLink } from './finder/link.tsx';
import { VoucherLink } from './vouchers/link.tsx';
import { PORTAL } from './words.ts';

/** The front door: a search over everything, and, for who is signed in, what waits for them. */
export function homeRoutes(site: Site): Route[] {
  return [
    route({
      method: 'GET',
      path: '/',
      audience: 'public',
      summary: 'The front door',
      query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })) }),
      async handle(call) {
        const context = await pageContext(site, call);
        const query = call.query.q?.trim() ?? '';
        const resident = call.caller.kind === 'resident' ? call.caller.person : undefined;
        const mine = resident && query === '' ? await waitingFor(site.gov, resident) : undefined;
        return page(renderPage(<Home site={site} context={context} query={query} mine={mine} />));
      },
    }),
  ];
}

type Waiting = Awaited<ReturnType<typeof waitingFor>>;

async function waitingFor(gov: Government, person: string) {
  const [posts, shops, unread, drafts, agreements, cases] = await Promise.all([
    postsOf(gov.db, person),
    shopsOf(gov.db, person),
    unreadCount(gov.db, person),
    draftsOf(gov.db, person),
    agreementsOf(gov.db, person),
    casesOf(gov.db, person),
  ]);
  return {
    posts,
    shops,
    unread,
    drafts,
    agreements: agreements.filter((agreement) => agreement.answeredAt === null),
    questions: cases.filter((kase) => kase.state === 'incomplete'),
    cases: cases.slice(0, 3),
  };
}

interface HomeProps {
  site: Site;
  context: PageContext;
  query: string;
  mine: Waiting | undefined;
}

function Home({ site, context, query, mine }: HomeProps) {
  const { locale, brand } = context;
  const { pack } = site.gov;
  const title = context.person ? say(PORTAL.greeting, locale, { name: context.person.name }) : PORTAL.heroTitle[locale];
  const hero = (
    <Hero brand={brand} title={title} lead={PORTAL.heroLead[locale]}>
      <SearchBox locale={locale} action="/" label={PORTAL.searchLabel[locale]} value={query} />
      <FinderLink locale={locale} />
    </Hero>
  );
  return (
    <Layout
      context={context}
      title={query ? say(PORTAL.results, locale, resultValues(site, query, locale)) : title}
      hero={hero}
      wide
    >
      {query !== '' && <Results site={site} query={query} locale={locale} />}
      {mine && <Mine gov={site.gov} mine={mine} locale={locale} />}
      <Entries
        id="life-events"
        title={PORTAL.lifeEvents[locale]}
        entries={catalogueOf(pack, locale).filter(isLifeEvent)}
        locale={locale}
        featured
      />
      {query === '' && <CardsLink gov={site.gov} locale={locale} />}
      {query === '' && <VoucherLink gov={site.gov} locale={locale} />}
      <Entries
        id="services"
        title={PORTAL.allServices[locale]}
        entries={catalogueOf(pack, locale).filter((entry) => !isLifeEvent(entry))}
        locale={locale}
      />
    </Layout>
  );
}

const isLifeEvent = (entry: Entry) => entry.kind === 'life-event';

const resultValues = (site: Site, query: string, locale: Locale) => ({
  query,
  count: searchCatalogue(site.gov.pack, query, locale).length,
});

function Results({ site, query, locale }: { site: Site; query: string; locale: Locale }) {
  const found = searchCatalogue(site.gov.pack, query, locale);
  if (found.length === 0) {
    return (
      <EmptyState locale={locale} title={say(PORTAL.noResults, locale, { query })}>
        {PORTAL.noResultsHelp[locale]}
      </EmptyState>
    );
  }
  return (
    <Entries
      id="results"
      title={say(PORTAL.results, locale, { query, count: found.length })}
      entries={found}
      locale={locale}
    />
  );
}

function Entries({
  id,
  title,
  entries,
  locale,
  featured,
}: {
  id: string;
  title: string;
  entries: readonly Entry[];
  locale: Locale;
  featured?: boolean;
}) {
  if (entries.length === 0) return null;
  return (
    <Section id={id} title={title}>
      <CardGrid>
        {entries.map((entry) => (
          <Card
            key={`${entry.kind} ${entry.id}`}
            href={entry.kind === 'life-event' ? `/life-events/${entry.id}` : `/services/${entry.id}`}
            title={entry.title[locale]}
            eyebrow={entry.kind === 'service' ? entry.agencies[0]![locale] : undefined}
            meta={entry.kind === 'life-event' ? entry.agencies.map((agency) => agency[locale]).join(' · ') : undefined}
            featured={featured}
          >
            {entry.summary[locale]}
          </Card>
        ))}
      </CardGrid>
    </Section>
  );
}

/** What waits for a person, each line a way on, and how their latest cases stand. */
function Mine({ gov, mine, locale }: { gov: Government; mine: Waiting; locale: Locale }) {
  const { pack } = gov;
  const titleOf = (service: string) => pack.services.get(service)?.title[locale] ?? service;
  const lines = [
    ...mine.agreements.map((agreement) => (
      <Link href={`/agreements/${agreement.id}`}>
        {say(PORTAL.answerAgreement, locale, { title: titleOf(agreement.shown.service) })}
      </Link>
    )),
    ...mine.questions.map((kase) => (
      <Link href={`/cases/${kase.id}`}>{say(PORTAL.answerQuestion, locale, { title: titleOf(kase.service) })}</Link>
    )),
    ...mine.drafts.map((draft) => <DraftLine gov={gov} draft={draft} locale={locale} />),
    ...(mine.unread > 0
      ? [<Link href="/inbox">{say(PORTAL.unreadMessages, locale, { count: mine.unread })}</Link>]
      : []),
  ];
  return (
    <>
      <Section id="waiting" title={PORTAL.waiting[locale]}>
        {lines.length > 0 ? <List items={lines} /> : <Paragraph>{PORTAL.nothingWaiting[locale]}</Paragraph>}
      </Section>
      {mine.posts.map(({ agency, role }) => (
        <Form key={`${agency} ${role}`} action="/sign-in/post">
          <input type="hidden" name="agency" value={agency} />
          <input type="hidden" name="role" value={role} />
          <Button variant="secondary">
            {say(PORTAL.workAs, locale, {
              role: pack.agencies.get(agency)?.roles[role]?.[locale] ?? role,
              agency: pack.agencies.get(agency)?.title[locale] ?? agency,
            })}
          </Button>
        </Form>
      ))}
      {mine.shops.length > 0 && (
        <Section id="till" title={PORTAL.till[locale]}>
          <List items={mine.shops.map(({ shop }) => <Link href={`/till/${shop.id}`}>{shop.name}</Link>)} />
        </Section>
      )}
      {mine.cases.length > 0 && (
        <Section id="recent-cases" title={PORTAL.recentCases[locale]}>
          <CaseCards gov={gov} cases={mine.cases} locale={locale} />
        </Section>
      )}
    </>
  );
}
