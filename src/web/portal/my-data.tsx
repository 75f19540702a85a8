import { Type } from 'typebox';
import {
  DateText,
  EmptyState,
  Heading,
  Layout,
  Link,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  SectionNav,
} from '../../design/index.ts';
import { page, type Route, route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Disclosure, disclosuresOf } from '../../registry/index.ts';
import { pageContext, type Site } from '../site.ts';
import { WORDS } from '../words.ts';
import { ACCOUNT } from './account-words.ts';
import { FINDER } from './finder/words.ts';
import { type Held, HeldRecords, heldAbout } from './held-data.tsx';
import { LookTable, looksByDay, type OfficerRoles, rolesOf } from './looks.tsx';
import { pageOf, Turns } from './paging.tsx';

const PAGE_SIZE = 50;

/** "Who saw my data", and what agencies hold about the reader. */
export function myDataRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/my-data',
      audience: 'resident',
      summary: 'Who saw the data of the person signed in, and what is held about them',
      query: Type.Object({ before: Type.Optional(Type.String({ format: 'uuid' })) }),
      async handle(call) {
        const { before } = call.query;
        const { person } = call.caller;
        const found = await disclosuresOf(gov.db, person, { limit: PAGE_SIZE + 1, ...(before && { before }) });
        const [context, roles, held] = await Promise.all([
          pageContext(site, call),
          rolesOf(gov, found),
          heldAbout(gov, person),
        ]);
        return page(
          renderPage(<MyData gov={gov} context={context} found={found} roles={roles} held={held} isFirst={!before} />),
        );
      },
    }),
  ];
}

interface MyDataProps {
  gov: Government;
  context: PageContext;
  found: readonly Disclosure[];
  roles: OfficerRoles;
  held: Held;
  isFirst: boolean;
}

function MyData({ gov, context, found, roles, held, isFirst }: MyDataProps) {
  const { locale } = context;
  const { entries, last } = pageOf(found, PAGE_SIZE);
  return (
    <Layout context={context} title={WORDS.whoSaw[locale]} wide>
      <Heading>{WORDS.whoSaw[locale]}</Heading>
      <Paragraph>{ACCOUNT.seenLead[locale]}</Paragraph>
      <SectionNav
        locale={locale}
        items={[
          { id: 'seen', text: WORDS.whoSaw[locale] },
          { id: 'held', text: ACCOUNT.held[locale] },
        ]}
      />
      <div id="seen">
        {entries.length === 0 && (
          <EmptyState locale={locale} title={ACCOUNT.nobodySaw[locale]}>
            <p>{ACCOUNT.nobodySawHelp[locale]}</p>
          </EmptyState>
        )}
        {[...looksByDay(gov, entries)].map(([day, looks]) => (
          <Section id={`day-${day}`} title={<DateText locale={locale} iso={day} form="weekday" />} size="s" key={day}>
            <LookTable gov={gov} locale={locale} day={day} looks={looks} roles={roles} />
          </Section>
        ))}
        <Turns
          label={WORDS.whoSaw[locale]}
          older={last && `/my-data?before=${last}`}
          olderText={ACCOUNT.olderEntries[locale]}
          newest={isFirst ? undefined : '/my-data'}
          newestText={ACCOUNT.newestEntries[locale]}
        />
      </div>
      <Paragraph>
        <Link href="/benefits/saved">{FINDER.manage[locale]}</Link>
      </Paragraph>
      <Section id="held" title={ACCOUNT.held[locale]}>
        <Paragraph>{ACCOUNT.heldLead[locale]}</Paragraph>
        <HeldRecords gov={gov} locale={locale} held={held} />
      </Section>
    </Layout>
  );
}
