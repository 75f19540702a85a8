import type { ComponentChildren } from 'preact';
import type { Era, Locale } from '../../kernel/index.ts';
import type { Brand } from '../tokens.ts';
import { word } from '../words.ts';
import { Mark } from './mark.tsx';
import { DateText, Law, type LawProps, QrCode } from './values.tsx';

/** One clause of a decision and how it came out. Unknown is a value. */
export interface Reason {
  outcome: 'yes' | 'no' | 'unknown';
  text: ComponentChildren;
  /** The facts that it rests on. */
  because?: ComponentChildren;
  law?: Omit<LawProps, 'locale'>;
}

const outcomes = { yes: 'met', no: 'unmet', unknown: 'unknown' } as const;

/** Why, clause by clause: the outcome in a word and a shape, the facts, the law. */
export function Reasons({ locale, reasons }: { locale: Locale; reasons: readonly Reason[] }) {
  return (
    <ul class="md-reasons">
      {reasons.map(({ outcome, text, because, law }, at) => (
        <li class={`md-reasons__item md-reasons__item--${outcome}`} key={at}>
          <span class="md-reasons__outcome">{word(outcomes[outcome], locale)}</span>
          <div class="md-reasons__text">
            {text}
            {(because || law) && (
              <p class="md-reasons__ground">
                {because}
                {because && law && ' · '}
                {law && <Law locale={locale} {...law} />}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

export interface DecisionSheet {
  brand: Brand;
  agency: string;
  caseNumber: string;
  decidedOn: string;
  /** Shows the day in the country's own years too. */
  era?: Era;
  applicant: string;
  /** What was applied for. */
  subject: ComponentChildren;
  /** The operative sentence, in the formal style. */
  decision: ComponentChildren;
  reasons: readonly Reason[];
  laws: readonly Omit<LawProps, 'locale'>[];
  /** How to appeal, and the last day for it. */
  appeal: { text: ComponentChildren; by: string };
  /** The address that proves the decision in the public log, printed and, as it is or longer, in the QR code. */
  receipt: { href: string; scan?: string; code: string };
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="md-sheet__part">
      <h2 class="md-sheet__heading">{title}</h2>
      <div>{children}</div>
    </section>
  );
}

/** A decision as one A4 sheet, on screen and on paper alike. Its title is the page's h1. */
export function PrintDecision({ locale, sheet }: { locale: Locale; sheet: DecisionSheet }) {
  const facts: [string, ComponentChildren][] = [
    [word('caseNumber', locale), sheet.caseNumber],
    [word('applicant', locale), sheet.applicant],
    [word('decidedOn', locale), <DateText key="on" locale={locale} iso={sheet.decidedOn} era={sheet.era} />],
  ];
  return (
    <article class="md-sheet">
      <header class="md-sheet__head">
        <p class="md-sheet__agency">
          <Mark brand={sheet.brand} />
          <span>
            <span class="md-sheet__government">{sheet.brand.name[locale]}</span>
            {sheet.agency}
          </span>
        </p>
        <h1 class="md-sheet__title">{word('decisionNotice', locale)}</h1>
      </header>
      <dl class="md-sheet__facts">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Part title={word('subject', locale)}>{sheet.subject}</Part>
      <Part title={word('decision', locale)}>
        <p class="md-sheet__decision">{sheet.decision}</p>
      </Part>
      <Part title={word('reasons', locale)}>
        <Reasons locale={locale} reasons={sheet.reasons} />
      </Part>
      <Part title={word('law', locale)}>
        <ul class="md-sheet__laws">
          {sheet.laws.map((law) => (
            <li key={law.text}>
              <Law locale={locale} {...law} />
            </li>
          ))}
        </ul>
      </Part>
      <Part title={word('appeal', locale)}>
        {sheet.appeal.text}
        <p class="md-sheet__by">
          {word('appealBy', locale)}
          {word('colon', locale)}
          <DateText locale={locale} iso={sheet.appeal.by} era={sheet.era} />
        </p>
      </Part>
      <footer class="md-sheet__proof">
        <QrCode value={sheet.receipt.scan ?? sheet.receipt.href} label={word('scanToVerify', locale)} />
        <div>
          <h2 class="md-sheet__heading">{word('proof', locale)}</h2>
          <p>{word('scanToVerify', locale)}</p>
          <p class="md-sheet__address">{sheet.receipt.href}</p>
          <p class="md-sheet__code">{sheet.receipt.code}</p>
        </div>
      </footer>
    </article>
  );
}
