import {
  Details,
  Heading,
  Layout,
  Link,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  SectionNav,
  SummaryList,
  VisuallyHidden,
} from '../../design/index.ts';
import { type Audience, type Locale, openApiOf, page, type Route, route, say } from '../../kernel/index.ts';
import { pageContext, type Site } from '../site.ts';
import { Breakable } from './breakable.tsx';
import { DEVELOPER } from './developer-words.ts';
import { Command, exampleOf } from './example-command.tsx';
import { type Field, fieldsOf, SchemaTable } from './schema-table.tsx';

/** The version of the API; a change that breaks who calls it makes another. */
const API_VERSION = '1.0.0';

/** The API as a page for people and as OpenAPI for programs. `api` holds the routes of all rooms. */
export function developersRoutes(site: Site, api: readonly Route[]): Route[] {
  const published = api.filter(({ path }) => path.startsWith('/api/'));
  const { title } = site.gov.pack;
  return [
    route({
      method: 'GET',
      path: '/developers',
      audience: 'public',
      summary: 'The API, readable',
      async handle(call) {
        const context = await pageContext(site, call);
        return page(renderPage(<Developers site={site} context={context} routes={published} />));
      },
    }),
    route({
      method: 'GET',
      path: '/openapi.json',
      audience: 'public',
      summary: 'The API as OpenAPI 3.1',
      handle: () => openApiOf(published, { title: title.en, version: API_VERSION, origin: site.origin() }),
    }),
  ];
}

interface DevelopersProps {
  site: Site;
  context: PageContext;
  routes: readonly Route[];
}

function Developers({ site, context, routes }: DevelopersProps) {
  const { locale } = context;
  const example = exampleOf(site, routes);
  const groups = [...Map.groupBy(routes, groupOf)].sort(([one], [other]) => (one < other ? -1 : 1));
  return (
    <Layout context={context} title={DEVELOPER.title[locale]} wide>
      <Heading>{DEVELOPER.title[locale]}</Heading>
      <Paragraph size="l">{DEVELOPER.lead[locale]}</Paragraph>
      <Paragraph>
        <Link href="/openapi.json">{DEVELOPER.document[locale]}</Link>
      </Paragraph>
      {locale !== 'en' && <Paragraph>{DEVELOPER.english[locale]}</Paragraph>}
      <SectionNav locale={locale} items={groups.map(([group]) => ({ id: group, text: `/api/${group}` }))} />
      {example && (
        <Section id="example" title={DEVELOPER.example[locale]}>
          <Paragraph>{DEVELOPER.exampleKey[locale]}</Paragraph>
          <Command label="curl" text={example} />
          <Paragraph>{DEVELOPER.exampleRepeat[locale]}</Paragraph>
          <Paragraph>{DEVELOPER.errors[locale]}</Paragraph>
        </Section>
      )}
      {groups.map(([group, members]) => (
        <Section id={group} title={<code>/api/{group}</code>} key={group}>
          {members.map((member) => (
            <Operation key={idOf(member)} locale={locale} operation={member} />
          ))}
        </Section>
      ))}
    </Layout>
  );
}

/** The first part of a path after `/api/`. */
const groupOf = ({ path }: Route): string => path.split('/')[2]!;

const idOf = ({ method, path }: Route): string => `${method} ${path}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

function callerText(audience: Audience, locale: Locale): string {
  return typeof audience === 'object'
    ? say(DEVELOPER.scope, locale, { scope: audience.scope })
    : DEVELOPER[audience][locale];
}

function Operation({ locale, operation }: { locale: Locale; operation: Route }) {
  const { method, path, audience, summary, params, query, body, answer } = operation;
  const id = idOf(operation);
  const named: { name: 'parameters' | 'body' | 'answer'; fields: readonly Field[] }[] = [
    { name: 'parameters', fields: [...fieldsOf(params), ...fieldsOf(query)] },
    { name: 'body', fields: fieldsOf(body) },
    { name: 'answer', fields: fieldsOf(answer) },
  ];
  const tables = named.filter(({ fields }) => fields.length > 0);
  return (
    <Section id={id} level={3} title={<Breakable text={`${method} ${path}`} />}>
      <p class="govuk-body" lang="en">
        {summary}
      </p>
      <SummaryList
        locale={locale}
        border={false}
        rows={[{ key: DEVELOPER.caller[locale], value: callerText(audience, locale) }]}
      />
      {tables.length > 0 && (
        <Details
          summary={
            <>
              {DEVELOPER.fields[locale]}
              <VisuallyHidden>
                : {method} {path}
              </VisuallyHidden>
            </>
          }
        >
          {tables.map(({ name, fields }) => (
            <SchemaTable
              key={name}
              id={`${id}-${name}`}
              locale={locale}
              caption={DEVELOPER[name][locale]}
              fields={fields}
            />
          ))}
        </Details>
      )}
    </Section>
  );
}
