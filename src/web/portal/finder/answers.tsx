import type { ComponentChildren } from 'preact';
import {
  Button,
  Details,
  Link,
  type PageContext,
  Paragraph,
  Section,
  SummaryCard,
  SummaryList,
} from '../../../design/index.ts';
import { dayOf, formatDay, type Locale, say } from '../../../kernel/index.ts';
import type { Fact, Government } from '../../../pack/index.ts';
import { asksOf, type Knowledge, type KnownFact, type SavedAnswer, sharedFactsOf } from '../../../services/index.ts';
import { showValue } from '../../values.tsx';
import { CONTROL, type PageState } from './state.ts';
import { FINDER } from './words.ts';

interface AnswersProps {
  gov: Government;
  context: PageContext;
  state: PageState;
  saved: readonly SavedAnswer[];
  canSave: boolean;
}

/** What the person said and what they left out, each to be changed; whoever is signed in may have it kept. */
export function MyAnswers({ gov, context: { locale }, state, saved, canSave }: AnswersProps) {
  const asks = asksOf(gov.pack);
  const answered = Object.keys(state.answers).map((key) => ({ key, leftOut: false }));
  const all = [...answered, ...state.leftOut.map((key) => ({ key, leftOut: true }))];
  const rows = all.map(({ key, leftOut }) => {
    const { fact } = asks.get(key)!;
    const value = state.answers[key];
    const kept = saved.find((one) => one.key === key && one.value === value);
    return {
      key: fact.title[locale],
      value: (
        <AnswerCell locale={locale} name={key} title={fact.title[locale]}>
          {leftOut
            ? FINDER.leftOut[locale]
            : value === null
              ? FINDER.notMine[locale]
              : showValue(gov, locale, fact, value)}
          {kept && (
            <span class="md-source">
              {say(FINDER.savedOn, locale, { day: formatDay(dayOf(kept.savedAt, gov.pack.timeZone), locale) })}
            </span>
          )}
        </AnswerCell>
      ),
    };
  });
  return (
    <Section id="answers" title={FINDER.myAnswers[locale]} size="s">
      {rows.length > 0 ? (
        <SummaryList locale={locale} rows={rows} />
      ) : (
        <Paragraph>{FINDER.noAnswers[locale]}</Paragraph>
      )}
      {canSave && (rows.length > 0 || saved.length > 0) && (
        <Button variant="secondary" formAction="/benefits/answers">
          {FINDER.save[locale]}
        </Button>
      )}
      <Paragraph size="s">{(canSave ? FINDER.keptIfAsked : FINDER.nothingKept)[locale]}</Paragraph>
      {canSave && (
        <Paragraph size="s">
          <Link href="/benefits/saved">{FINDER.manage[locale]}</Link>
        </Paragraph>
      )}
    </Section>
  );
}

function AnswerCell({
  locale,
  name,
  title,
  children,
}: {
  locale: Locale;
  name: string;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <span class="md-answer">
      <span>{children}</span>
      <button
        class="md-link-button"
        type="submit"
        name={CONTROL.act}
        value={`change ${name}`}
        aria-label={`${FINDER.change[locale]} ${title}`}
      >
        {FINDER.change[locale]}
      </button>
    </span>
  );
}

/** What the registries said, by the agency that keeps it, for who wants to see on what the results rest. */
export function Looked({
  gov,
  context: { locale },
  known,
}: {
  gov: Government;
  context: PageContext;
  known: Knowledge;
}) {
  const facts = sharedFactsOf(gov.pack);
  const held = Object.entries(known.facts).flatMap(([key, one]) => {
    const fact = facts.get(key);
    return fact && isShown(fact) && one.origin.kind === 'registry' ? [{ fact, one, agency: one.origin.agency }] : [];
  });
  return (
    <Details summary={FINDER.looked[locale]} id="looked">
      <Paragraph>{FINDER.lookedLead[locale]}</Paragraph>
      <Button variant="secondary" name={CONTROL.act} value="look">
        {FINDER.lookAgain[locale]}
      </Button>
      {[...Map.groupBy(held, ({ agency }) => agency)].map(([agency, found]) => {
        const present = found.filter(({ one }) => one.value !== null);
        const absent = found.filter(({ one }) => one.value === null).map(({ fact }) => fact.title[locale]);
        return (
          <SummaryCard
            key={agency}
            locale={locale}
            level={3}
            title={gov.pack.agencies.get(agency)?.title[locale] ?? agency}
            rows={present.map(({ fact, one }) => heldRow(gov, locale, fact, one))}
          >
            {absent.length > 0 && (
              <p class="govuk-hint">{say(FINDER.noRecord, locale, { facts: absent.join(' · ') })}</p>
            )}
          </SummaryCard>
        );
      })}
    </Details>
  );
}

/** Lists of people and of their records say nothing without names. */
const isShown = ({ type }: Fact): boolean => !['person', 'people', 'records'].includes(type);

function heldRow(gov: Government, locale: Locale, fact: Fact, { value, origin }: KnownFact) {
  const registry = origin.kind === 'registry' ? gov.pack.registries.get(origin.registry) : undefined;
  const on = origin.kind === 'registry' ? origin.recordedAt : null;
  return {
    key: fact.title[locale],
    value: showValue(gov, locale, fact, value),
    ...(registry && {
      source: {
        name: registry.title[locale],
        ...(on && { on, zone: gov.pack.timeZone, form: 'short' as const }),
      },
    }),
  };
}
