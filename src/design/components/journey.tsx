import type { ComponentChildren } from 'preact';
import type { Locale } from '../../kernel/index.ts';
import type { DateOptions } from '../dates.ts';
import { phrases, word } from '../words.ts';
import { classes } from './field.tsx';
import { VisuallyHidden } from './link.tsx';
import { type Status, Tag } from './status.tsx';
import type { Level } from './text.tsx';
import { DateText } from './values.tsx';

export interface Step {
  text: string;
  /** Where a finished step can be read again. */
  href?: string;
}

export interface StepsProps {
  locale: Locale;
  steps: readonly Step[];
  /** Index of the step the person is at, from 0. */
  current: number;
}

/** Where am I: the steps of a journey, those done and the one at hand. */
export function Steps({ locale, steps, current }: StepsProps) {
  return (
    <nav class="md-steps" aria-label={word('progress', locale)}>
      <p class="md-steps__count">
        {phrases.stepOf[locale](current + 1, steps.length)}
        <span class="md-steps__now" aria-hidden="true">
          {' · '}
          {steps[current]?.text}
        </span>
      </p>
      <ol class="md-steps__list">
        {steps.map((step, at) => (
          <li
            class={classes('md-steps__step', at < current && 'md-steps__step--done')}
            aria-current={at === current ? 'step' : undefined}
            key={step.text}
          >
            <span class="md-steps__text">
              {at < current && <VisuallyHidden>{word('stepDone', locale)} </VisuallyHidden>}
              {step.href && at < current ? <a href={step.href}>{step.text}</a> : step.text}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface Task {
  title: string;
  /** Absent where the task cannot be started. */
  href?: string;
  hint?: ComponentChildren;
  /** A tag where there is something to do; plain words where it is done. */
  status: Status | string;
}

export interface TaskListProps {
  id?: string;
  tasks: readonly Task[];
}

/** What there is to do, each with its state; those that cannot be started have no link. */
export function TaskList({ id = 'task-list', tasks }: TaskListProps) {
  return (
    <ul class="govuk-task-list">
      {tasks.map(({ title, href, hint, status }, at) => {
        const [hintId, statusId] = [`${id}-${at + 1}-hint`, `${id}-${at + 1}-status`];
        const blocked = !href;
        return (
          <li class={classes('govuk-task-list__item', !blocked && 'govuk-task-list__item--with-link')} key={title}>
            <div class="govuk-task-list__name-and-hint">
              {href ? (
                <a
                  class="govuk-link govuk-task-list__link"
                  href={href}
                  aria-describedby={hint ? `${hintId} ${statusId}` : statusId}
                >
                  {title}
                </a>
              ) : (
                <div>{title}</div>
              )}
              {hint && (
                <div id={hintId} class="govuk-task-list__hint">
                  {hint}
                </div>
              )}
            </div>
            <div
              class={classes('govuk-task-list__status', blocked && 'govuk-task-list__status--cannot-start-yet')}
              id={statusId}
            >
              {typeof status === 'string' ? status : <Tag tone={status.tone}>{status.text}</Tag>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

export interface TimelineEntry {
  id: string;
  /** What this part is: the service, the step. */
  title: ComponentChildren;
  /** Who acts. */
  agency?: ComponentChildren;
  status: Status;
  /** When it came to this state. */
  on?: string;
  /** Reasons, amounts, receipts, what to do next. */
  children?: ComponentChildren;
}

export interface TimelineProps extends Pick<DateOptions, 'zone'> {
  locale: Locale;
  entries: readonly TimelineEntry[];
  level?: Level;
}

/** Each agency's part of a case with its date, state and details; one may wait while others are done. */
export function Timeline({ locale, entries, level = 2, zone }: TimelineProps) {
  const Title = `h${level}` as const;
  return (
    <ol class="md-timeline">
      {entries.map(({ id, title, agency, status, on, children }) => (
        <li class={`md-timeline__entry md-timeline__entry--${status.tone}`} id={id} key={id}>
          <div class="md-timeline__head">
            <Title class="md-timeline__title">{title}</Title>
            <Tag tone={status.tone}>{status.text}</Tag>
          </div>
          <p class="md-timeline__meta">
            {agency}
            {agency && on && '\u00a0· '}
            {on && <DateText locale={locale} iso={on} zone={zone} form={zone ? 'time' : 'long'} />}
          </p>
          {children && <div class="md-timeline__body">{children}</div>}
        </li>
      ))}
    </ol>
  );
}
