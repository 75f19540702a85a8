import {
  Columns,
  EmptyState,
  ErrorSummary,
  Form,
  Heading,
  Layout,
  NotificationBanner,
  type PageContext,
  Paragraph,
} from '../../../design/index.ts';
import type { Government } from '../../../pack/index.ts';
import {
  type Asking,
  asksOf,
  type Finding,
  type Knowledge,
  type NextQuestion,
  type SavedAnswer,
} from '../../../services/index.ts';
import { Looked, MyAnswers } from './answers.tsx';
import { FilterPanel } from './filter.tsx';
import { LookPanel, SignInPanel } from './look.tsx';
import { QuestionPanel } from './question.tsx';
import { Results } from './results.tsx';
import { CONTROL, type PageState } from './state.ts';
import { FINDER } from './words.ts';

/** All that the page shows. */
export interface FinderPageProps {
  gov: Government;
  context: PageContext;
  state: PageState;
  known: Knowledge;
  everything: readonly Finding[];
  /** What fits the person's choice, and what can still be asked about it. */
  asking: Asking;
  saved: readonly SavedAnswer[];
  /** Whether a resident asks: for whom alone registries are looked into and answers saved. */
  isResident: boolean;
  /** The answers were saved just now. */
  hasSaved?: boolean;
}

/** The question that is put: the one that the person wants to answer, else the best. */
function questionOf({ gov, state, asking }: FinderPageProps): NextQuestion | undefined {
  const wanted = state.wanted === undefined ? undefined : asksOf(gov.pack).get(state.wanted);
  const ranked = asking.questions.find(({ ask }) => ask.key === wanted?.key);
  return ranked ?? (wanted ? { ask: wanted, why: [] } : asking.questions[0]);
}

/** "What can I get?": one page and one form, which carries all that it needs to know. */
export function FinderPage(props: FinderPageProps) {
  const { gov, context, state, known, everything, asking, saved, isResident, hasSaved } = props;
  const { locale } = context;
  const { findings } = asking;
  const question = questionOf(props);
  const errors = errorsOf(props);
  return (
    <Layout context={context} title={FINDER.title[locale]} failed={errors.length > 0} wide>
      <ErrorSummary locale={locale} errors={errors} />
      {hasSaved && <NotificationBanner locale={locale} tone="success" heading={FINDER.saved[locale]} />}
      <Heading size="xl">{FINDER.title[locale]}</Heading>
      <Paragraph size="l">{FINDER.lead[locale]}</Paragraph>
      {/* A form of its own: pressing Enter in an answer must not agree to anything. */}
      {isResident && state.looked === 'no' && (
        <Form action="/benefits">
          <Carried state={state} except={undefined} />
          <LookPanel gov={gov} context={context} />
        </Form>
      )}
      <Form action="/benefits" id="finder">
        <Carried state={state} except={question?.ask.key} />
        <Columns
          aside={
            <div class="md-finder-aside">
              {!context.person && <SignInPanel context={context} />}
              {state.looked !== 'no' && <Looked gov={gov} context={context} known={known} />}
              <MyAnswers gov={gov} context={context} state={state} saved={saved} canSave={isResident} />
            </div>
          }
        >
          {everything.length > 0 && (
            <>
              <QuestionPanel gov={gov} context={context} state={state} asking={asking} question={question} />
              <FilterPanel gov={gov} locale={locale} filter={state.filter} findings={everything} />
            </>
          )}
          {findings.length > 0 ? (
            <Results gov={gov} locale={locale} findings={findings} />
          ) : (
            <Nothing {...props} isFiltered={everything.length > 0} />
          )}
        </Columns>
      </Form>
    </Layout>
  );
}

/** There is no result, and what one can do about it. */
function Nothing({
  context: { locale },
  state,
  isResident,
  isFiltered,
}: Pick<FinderPageProps, 'context' | 'state' | 'isResident'> & { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState locale={locale} title={FINDER.nothingInFilter[locale]}>
        <p>{FINDER.nothingInFilterHelp[locale]}</p>
      </EmptyState>
    );
  }
  const help = !isResident
    ? FINDER.nothingUnlessSignedIn
    : state.looked === 'no'
      ? FINDER.nothingUnlessLooked
      : FINDER.nothingOnRecord;
  return (
    <EmptyState locale={locale} title={FINDER.nothingToFind[locale]}>
      <p>{help[locale]}</p>
    </EmptyState>
  );
}

/** What the page knows, for its own next turn. */
function Carried({ state, except }: { state: PageState; except: string | undefined }) {
  const { answers, leftOut, looked } = state;
  const given = Object.entries(answers).filter(([key]) => key !== except);
  const hidden = (name: string, value: string) => (
    <input type="hidden" name={name} value={value} key={`${name} ${value}`} />
  );
  return (
    <>
      {given.map(([key, value]) => (value === null ? hidden(CONTROL.absent, key) : hidden(key, typedText(value))))}
      {leftOut.filter((key) => key !== except).map((key) => hidden(CONTROL.leftOut, key))}
      {looked !== 'no' && hidden(CONTROL.looked, 'yes')}
    </>
  );
}

const typedText = (value: unknown): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));

/** What could not be read, each leading to its field. */
function errorsOf({ gov, context: { locale }, state }: FinderPageProps) {
  const asks = asksOf(gov.pack);
  return Object.entries(state.problems).map(([key, problem]) => {
    const { fact, label } = asks.get(key)!;
    const field = fact.type === 'date' ? `${key}-${locale === 'en' ? 'day' : 'year'}` : key;
    return { text: `${label[locale]} ${problem[locale]}`, href: `#${field}` };
  });
}
