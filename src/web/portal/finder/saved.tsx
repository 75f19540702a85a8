import { Type } from 'typebox';
import {
  Button,
  ButtonLink,
  Checkboxes,
  DateText,
  EmptyState,
  ErrorSummary,
  Form,
  Heading,
  Layout,
  NotificationBanner,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  Table,
} from '../../../design/index.ts';
import { dayOf, formatDay, page, type Route, redirect, route, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import {
  asksOf,
  endSearch,
  forgetAnswers,
  type SavedAnswer,
  type SavedSearch,
  savedAnswersOf,
  savedSearchOf,
  saveSearch,
} from '../../../services/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { showValue } from '../../values.tsx';
import { FINDER } from './words.ts';

/** What was just done, as the address of the page says it after a form. */
const DONE = { removed: FINDER.removed, on: FINDER.newsWasOn, off: FINDER.newsWasOff } satisfies Record<string, Text>;
type Done = keyof typeof DONE;
const DoneQuery = Type.Object({
  done: Type.Optional(Type.Union((Object.keys(DONE) as Done[]).map((name) => Type.Literal(name)))),
});
const doneAt = (done: Done) => redirect(`/benefits/saved?done=${done}`);

const Name = Type.String({ maxLength: 130 });
const SearchForm = Type.Object({
  agree: Type.Optional(Type.Literal('yes')),
  topic: Type.Optional(Type.Union([Name, Type.Array(Name, { maxItems: 100 })])),
});

type ResidentCall = PageCall & { caller: { person: string } };

/** What a person had saved, and whether they are told of news: shown, and taken back. */
export function savedRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/benefits/saved',
      audience: 'resident',
      summary: 'Saved answers, and whether the person is told when something new fits',
      query: DoneQuery,
      handle: (call) => show(site, call, { done: call.query.done }),
    }),
    route({
      method: 'POST',
      path: '/benefits/answers/forget',
      audience: 'resident',
      summary: 'Deletes one saved answer, or all',
      body: Type.Object({ key: Type.Optional(Name) }),
      async handle({ body, caller }) {
        await forgetAnswers(gov.db, caller.person, body.key);
        return doneAt('removed');
      },
    }),
    route({
      method: 'POST',
      path: '/benefits/search',
      audience: 'resident',
      summary: 'Begins to tell the person when something new fits, if they agree to the looking',
      body: SearchForm,
      async handle(call) {
        const topics = [call.body.topic ?? []].flat();
        if (call.body.agree !== 'yes') return show(site, { ...call, here: '/benefits/saved' }, { refused: topics });
        await saveSearch(gov, call.caller.person, topics);
        return doneAt('on');
      },
    }),
    route({
      method: 'POST',
      path: '/benefits/search/end',
      audience: 'resident',
      summary: 'Stops telling the person',
      async handle({ caller }) {
        await endSearch(gov.db, caller.person);
        return doneAt('off');
      },
    }),
  ];
}

/** What came before: a form that did its work, or one that lacked the agreement, with the topics chosen in it. */
interface Before {
  done?: Done | undefined;
  refused?: readonly string[];
}

async function show(site: Site, call: ResidentCall, before: Before): Promise<Response> {
  const { gov } = site;
  const [context, answers, search] = await Promise.all([
    pageContext(site, call),
    savedAnswersOf(gov.db, gov, call.caller.person),
    savedSearchOf(gov.db, call.caller.person),
  ]);
  const shown = { gov, context, answers, search, before };
  return page(renderPage(<SavedPage {...shown} />), before.refused ? 422 : 200);
}

interface SavedProps {
  gov: Government;
  context: PageContext;
  answers: readonly SavedAnswer[];
  search: SavedSearch | undefined;
  before: Before;
}

function SavedPage({ gov, context, answers, search, before }: SavedProps) {
  const { locale } = context;
  const errors = before.refused ? [{ text: FINDER.newsNotAgreed[locale], href: '#agree' }] : [];
  return (
    <Layout
      context={context}
      title={FINDER.savedTitle[locale]}
      failed={errors.length > 0}
      back={{ href: '/benefits', text: FINDER.title[locale] }}
    >
      <ErrorSummary locale={locale} errors={errors} />
      {before.done && <NotificationBanner locale={locale} tone="success" heading={DONE[before.done][locale]} />}
      <Heading>{FINDER.savedTitle[locale]}</Heading>
      <Answers gov={gov} context={context} answers={answers} />
      <Section id="news" title={FINDER.news[locale]}>
        <Paragraph>{FINDER.newsLead[locale]}</Paragraph>
        {search ? (
          <SearchOn gov={gov} context={context} search={search} />
        ) : (
          <SearchOff gov={gov} context={context} before={before} />
        )}
      </Section>
    </Layout>
  );
}

function Answers({ gov, context: { locale }, answers }: Pick<SavedProps, 'gov' | 'context' | 'answers'>) {
  if (answers.length === 0) {
    return (
      <EmptyState locale={locale} title={FINDER.noSaved[locale]}>
        <p>{FINDER.noSavedHelp[locale]}</p>
        <ButtonLink href="/benefits">{FINDER.goFind[locale]}</ButtonLink>
      </EmptyState>
    );
  }
  const asks = asksOf(gov.pack);
  const columns = [FINDER.question, FINDER.answer, FINDER.savedAt, FINDER.remove];
  return (
    <Section id="saved-answers" title={FINDER.myAnswers[locale]}>
      <Paragraph>{FINDER.savedLead[locale]}</Paragraph>
      <Table
        id="saved"
        caption={FINDER.myAnswers[locale]}
        captionHidden
        narrow="cards"
        rowHeaders
        columns={columns.map((text) => ({ header: text[locale] }))}
        rows={answers.map(({ key, value, savedAt }) => {
          const { fact, label } = asks.get(key)!;
          return [
            label[locale],
            <span key="value">{value === null ? FINDER.notMine[locale] : showValue(gov, locale, fact, value)}</span>,
            <DateText key="day" locale={locale} iso={dayOf(savedAt, gov.pack.timeZone)} form="short" />,
            <Form key="remove" action="/benefits/answers/forget">
              <input type="hidden" name="key" value={key} />
              <button class="md-link-button" type="submit" aria-label={`${FINDER.remove[locale]}: ${label[locale]}`}>
                {FINDER.remove[locale]}
              </button>
            </Form>,
          ];
        })}
      />
      <Form action="/benefits/answers/forget">
        <Button variant="secondary">{FINDER.removeAll[locale]}</Button>
      </Form>
    </Section>
  );
}

function SearchOn({
  gov,
  context: { locale },
  search,
}: {
  gov: Government;
  context: PageContext;
  search: SavedSearch;
}) {
  const day = formatDay(dayOf(search.checkedAt, gov.pack.timeZone), locale);
  const topics = search.topics.map((topic) => gov.pack.topics[topic]?.[locale] ?? topic).join(' · ');
  return (
    <Form action="/benefits/search/end">
      <Paragraph>{say(FINDER.newsIsOn, locale, { day })}</Paragraph>
      <Paragraph>
        <strong>{FINDER.newsTopics[locale]}</strong> {topics || FINDER.all[locale]}
      </Paragraph>
      <Button variant="secondary">{FINDER.newsOff[locale]}</Button>
    </Form>
  );
}

function SearchOff({ gov, context: { locale }, before }: Pick<SavedProps, 'gov' | 'context' | 'before'>) {
  const topics = Object.entries(gov.pack.topics);
  return (
    <Form action="/benefits/search">
      {topics.length > 0 && (
        <Checkboxes
          locale={locale}
          name="topic"
          label={FINDER.newsTopics[locale]}
          labelSize="s"
          hint={FINDER.newsTopicsHint[locale]}
          values={before.refused ?? []}
          items={topics.map(([id, title]) => ({ value: id, text: title[locale] }))}
          small
        />
      )}
      <Checkboxes
        locale={locale}
        name="agree"
        label={FINDER.lookTitle[locale]}
        labelSize="s"
        error={before.refused && FINDER.newsNotAgreed[locale]}
        items={[{ value: 'yes', text: FINDER.newsAgree[locale], hint: FINDER.newsAgreeHint[locale] }]}
      />
      <Button>{FINDER.newsOn[locale]}</Button>
    </Form>
  );
}
