import {
  Button,
  ButtonGroup,
  DateInput,
  Details,
  Heading,
  List,
  type PageContext,
  Paragraph,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Asking, NextQuestion } from '../../../services/index.ts';
import { AnswerInput } from '../journey/answer-input.tsx';
import { CONTROL, type PageState } from './state.ts';
import { FINDER } from './words.ts';

interface QuestionProps {
  gov: Government;
  context: PageContext;
  state: PageState;
  asking: Asking;
  /** The question that is put now. */
  question: NextQuestion | undefined;
}

/** The next question, or that there is none: why it is asked, and how much hangs on it. */
export function QuestionPanel({ gov, context: { locale }, state, asking, question }: QuestionProps) {
  if (!question) {
    return (
      <section class="md-finder-question" id="question">
        <Paragraph>{(state.leftOut.length > 0 ? FINDER.onlyLeftOut : FINDER.noMoreQuestions)[locale]}</Paragraph>
      </section>
    );
  }
  const { key, fact } = question.ask;
  return (
    <section class="md-finder-question" id="question" aria-labelledby="question-title">
      <Heading level={2} size="s" id="question-title">
        {FINDER.nextQuestion[locale]}
      </Heading>
      <input type="hidden" name={CONTROL.asking} value={key} />
      <Input gov={gov} locale={locale} state={state} question={question} />
      {question.why.length > 0 && <Why locale={locale} question={question} />}
      <ButtonGroup>
        <Button name={CONTROL.act} value="next">
          {FINDER.next[locale]}
        </Button>
        {fact.optional && (
          <Button variant="secondary" name={CONTROL.act} value="not-mine">
            {FINDER.notMine[locale]}
          </Button>
        )}
        <Button variant="secondary" name={CONTROL.act} value="leave-out">
          {FINDER.leaveOut[locale]}
        </Button>
      </ButtonGroup>
      {asking.questions.length > 0 && (
        <Paragraph size="s">
          {say(FINDER.progress, locale, { questions: asking.questions.length, results: asking.services })}
        </Paragraph>
      )}
    </section>
  );
}

function Input({
  gov,
  locale,
  state,
  question,
}: {
  gov: Government;
  locale: Locale;
  state: PageState;
  question: NextQuestion;
}) {
  const { key, fact, label, hint } = question.ask;
  const field = {
    locale,
    name: key,
    id: key,
    label: label[locale],
    labelSize: 'm' as const,
    hint: hint?.[locale],
    error: state.problems[key]?.[locale],
  };
  const typed = state.typed[key];
  if (fact.type === 'date') {
    const [year = '', month = '', day = ''] = (typed ?? '').split('-');
    const answer = state.answers[key];
    return (
      <DateInput
        {...field}
        {...(typed === undefined
          ? { value: typeof answer === 'string' ? answer : '' }
          : { typed: { year, month, day } })}
      />
    );
  }
  const [prefix, suffix] = fact.type === 'money' ? gov.pack.currency.format[locale].split('{amount}') : [];
  return (
    <AnswerInput
      {...field}
      fact={fact}
      value={typed ?? state.answers[key]}
      prefix={prefix?.trim() || undefined}
      suffix={suffix?.trim() || undefined}
    />
  );
}

/** Which results hang on the answer, and on which of their conditions. */
function Why({ locale, question: { why } }: { locale: Locale; question: NextQuestion }) {
  return (
    <Details summary={FINDER.why[locale]}>
      <Paragraph>{FINDER.whyLead[locale]}</Paragraph>
      <List
        items={why.map(({ service, clauses, amount }) => {
          const parts = [
            ...clauses.map(({ text }) => text[locale]),
            ...(amount && clauses.length === 0 ? [FINDER.whyAmount[locale]] : []),
          ];
          return (
            <>
              <strong>{service.title[locale]}</strong>
              {parts.length > 0 && ` – ${parts.join(' · ')}`}
            </>
          );
        })}
      />
    </Details>
  );
}
