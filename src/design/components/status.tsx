import type { ComponentChildren } from 'preact';
import type { Locale } from '../../kernel/index.ts';
import type { Tone } from '../palette.ts';
import { phrases, word } from '../words.ts';
import { VisuallyHidden } from './link.tsx';

/** A state of something: the tone colours it, the word says it. */
export interface Status {
  tone: Tone;
  text: string;
}

/** govuk-frontend's name of each tone's colour. */
const tagColours: Record<Tone, string> = {
  neutral: 'grey',
  info: 'blue',
  success: 'green',
  warning: 'yellow',
  danger: 'red',
  notice: 'purple',
};

/** A status in words; colour and a small shape only repeat them. */
export function Tag({ tone, children }: { tone?: Tone; children: ComponentChildren }) {
  return <strong class={tone ? `govuk-tag govuk-tag--${tagColours[tone]}` : 'govuk-tag'}>{children}</strong>;
}

export interface DeadlineProps {
  locale: Locale;
  /** Days left; negative when late. Not needed when paused. */
  days: number;
  unit?: 'working' | 'calendar';
  paused?: boolean;
}

const sayings = {
  working: { left: phrases.workingDaysLeft, late: phrases.workingDaysLate },
  calendar: { left: phrases.daysLeft, late: phrases.daysLate },
};

/** Days from which a deadline is shown as near. */
const near = 2;

/** How long is left, in words, with a bar of colour that repeats them. */
export function Deadline({ locale, days, unit = 'working', paused }: DeadlineProps) {
  if (paused) return <span class="md-deadline md-deadline--paused">{word('paused', locale)}</span>;
  const { left, late } = sayings[unit];
  if (days < 0) return <span class="md-deadline md-deadline--late">{late[locale](-days)}</span>;
  if (days === 0) return <span class="md-deadline md-deadline--near">{word('dueToday', locale)}</span>;
  return <span class={days <= near ? 'md-deadline md-deadline--near' : 'md-deadline'}>{left[locale](days)}</span>;
}

/** Marks a figure or article that nobody has yet checked against the law. `explain` says why in words as well. */
export function Illustrative({ locale, explain }: { locale: Locale; explain?: boolean }) {
  return (
    <span class="md-illustrative">
      <span class="md-illustrative__tag">{word('illustrative', locale)}</span>{' '}
      {explain ? word('illustrativeWhy', locale) : <VisuallyHidden>{word('illustrativeWhy', locale)}</VisuallyHidden>}
    </span>
  );
}

export interface ProgressBarProps {
  label: string;
  value: number;
  max: number;
  id: string;
}

/** How much is done, as a bar with its words above. */
export function ProgressBar({ label, value, max, id }: ProgressBarProps) {
  return (
    <div class="md-progress">
      <label class="md-progress__label" for={id}>
        {label}
      </label>
      <progress class="md-progress__bar" id={id} value={value} max={max}>
        {value} / {max}
      </progress>
    </div>
  );
}
