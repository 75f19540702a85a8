import { Type } from 'typebox';
import {
  ButtonLink,
  DateText,
  EmptyState,
  Heading,
  Layout,
  type PageContext,
  Paragraph,
  renderPage,
  TaskList,
} from '../../design/index.ts';
import { AppError, page, type Route, route, type Text } from '../../kernel/index.ts';
import { inboxOf, type Message, openMessage } from '../../messages/index.ts';
import { pageContext, type Site } from '../site.ts';
import { WORDS } from '../words.ts';
import { ACCOUNT } from './account-words.ts';
import { pageOf, Turns } from './paging.tsx';

const PAGE_SIZE = 20;
/** How much of a message the list shows, in characters. */
const SNIPPET = 80;

/** What agencies wrote to a person. */
export function inboxRoutes(site: Site): Route[] {
  const { db, clock, pack } = site.gov;
  return [
    route({
      method: 'GET',
      path: '/inbox',
      audience: 'resident',
      summary: 'Messages, the newest first',
      query: Type.Object({ before: Type.Optional(Type.String({ format: 'uuid' })) }),
      async handle(call) {
        const { before } = call.query;
        const found = await inboxOf(db, call.caller.person, { limit: PAGE_SIZE + 1, ...(before && { before }) });
        const context = await pageContext(site, call);
        return page(renderPage(<Inbox context={context} zone={pack.timeZone} found={found} isFirst={!before} />));
      },
    }),
    route({
      method: 'GET',
      path: '/inbox/:id',
      audience: 'resident',
      summary: 'One message, which is marked as read',
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      async handle(call) {
        const { person } = call.caller;
        const message = await openMessage(db, { person, id: call.params.id, at: clock.now() });
        if (!message) throw new AppError('not-found', ACCOUNT.noMessage);
        // Made after it is read, so that the count beside "Inbox" no longer holds it.
        const context = await pageContext(site, call);
        return page(renderPage(<Letter context={context} zone={pack.timeZone} message={message} />));
      },
    }),
  ];
}

interface InboxProps {
  context: PageContext;
  zone: string;
  found: readonly Message[];
  isFirst: boolean;
}

function Inbox({ context, zone, found, isFirst }: InboxProps) {
  const { locale } = context;
  const { entries, last } = pageOf(found, PAGE_SIZE);
  return (
    <Layout context={context} title={WORDS.inbox[locale]}>
      <Heading>{WORDS.inbox[locale]}</Heading>
      {entries.length === 0 ? (
        <EmptyState locale={locale} title={ACCOUNT.noMessages[locale]}>
          <p>{ACCOUNT.noMessagesHelp[locale]}</p>
        </EmptyState>
      ) : (
        <TaskList
          id="messages"
          tasks={entries.map(({ id, at, title, body, readAt }) => ({
            href: `/inbox/${id}`,
            title: title[locale],
            hint: (
              <>
                <DateText locale={locale} iso={at.toISOString()} zone={zone} form="time" />
                {' · '}
                {snippet(body[locale])}
              </>
            ),
            status: readAt ? ACCOUNT.read[locale] : { tone: 'info', text: ACCOUNT.unread[locale] },
          }))}
        />
      )}
      <Turns
        label={WORDS.inbox[locale]}
        older={last && `/inbox?before=${last}`}
        olderText={ACCOUNT.olderMessages[locale]}
        newest={isFirst ? undefined : '/inbox'}
        newestText={ACCOUNT.newestMessages[locale]}
      />
    </Layout>
  );
}

/** The beginning of a message, cut between words where its language has spaces. */
function snippet(body: string): string {
  const characters = [...body.replaceAll(/\s+/g, ' ')];
  if (characters.length <= SNIPPET) return characters.join('');
  const cut = characters.slice(0, SNIPPET);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > SNIPPET / 2 ? space : SNIPPET).join('')}…`;
}

/** What the button of a message says, by where it leads. */
const LEADS: readonly (readonly [prefix: string, text: Text])[] = [
  ['/cases/', ACCOUNT.seeCase],
  ['/life-events/', ACCOUNT.goToService],
  ['/agreements/', ACCOUNT.answerRequest],
  ['/cards', ACCOUNT.seeCards],
  ['/', ACCOUNT.goToPage],
];

function Letter({ context, zone, message }: { context: PageContext; zone: string; message: Message }) {
  const { locale } = context;
  const { at, title, body, link } = message;
  return (
    <Layout context={context} title={title[locale]} back={{ href: '/inbox', text: WORDS.inbox[locale] }}>
      <Heading>{title[locale]}</Heading>
      <Paragraph size="s">
        <DateText locale={locale} iso={at.toISOString()} zone={zone} form="time" />
      </Paragraph>
      {body[locale].split(/\n+/).map((paragraph) => (
        <Paragraph key={paragraph}>{paragraph}</Paragraph>
      ))}
      {link && <ButtonLink href={link}>{LEADS.find(([prefix]) => link.startsWith(prefix))![1][locale]}</ButtonLink>}
    </Layout>
  );
}
