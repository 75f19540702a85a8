import type { ComponentChildren } from 'preact';
import type { Locale } from '../../kernel/index.ts';
import { word } from '../words.ts';
import { classes } from './field.tsx';

export interface PageError {
  text: string;
  /** `#id` of the field to mend. */
  href?: string;
}

export interface ErrorSummaryProps {
  locale: Locale;
  errors: readonly PageError[];
  title?: string;
}

/** All errors of a page at its top, each linking to its field. Renders nothing when there are none. */
export function ErrorSummary({ locale, errors, title }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    <div class="govuk-error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title ?? word('problem', locale)}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {errors.map(({ text, href }) => (
              <li key={text}>{href ? <a href={href}>{text}</a> : text}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

export interface NotificationBannerProps {
  locale: Locale;
  tone?: 'important' | 'success';
  title?: string;
  /** Unique on the page where there is more than one banner. */
  id?: string;
  /** One sentence in large type; further content may follow as children. */
  heading?: ComponentChildren;
  children?: ComponentChildren;
}

/** Something beside the page’s own matter: news for the person, or that an act succeeded (spoken at once). */
export function NotificationBanner(props: NotificationBannerProps) {
  const { locale, tone = 'important', title, id = 'govuk-notification-banner-title', heading, children } = props;
  const done = tone === 'success';
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
    <div
      class={classes('govuk-notification-banner', done && 'govuk-notification-banner--success')}
      role={done ? 'alert' : 'region'}
      aria-labelledby={id}
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id={id}>
          {title ?? word(tone, locale)}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        {heading && <p class="govuk-notification-banner__heading">{heading}</p>}
        {children}
      </div>
    </div>
  );
}

export interface PanelProps {
  title: ComponentChildren;
  children?: ComponentChildren;
}

/** The confirmation that ends a journey; its title is the page's h1. */
export function Panel({ title, children }: PanelProps) {
  return (
    <div class="govuk-panel govuk-panel--confirmation">
      <h1 class="govuk-panel__title">{title}</h1>
      {children && <div class="govuk-panel__body">{children}</div>}
    </div>
  );
}

/** An empty yard, for a page where nothing is yet. */
function Yard() {
  return (
    <svg class="md-empty__yard" viewBox="0 0 120 60" width="120" height="60" aria-hidden="true" focusable="false">
      <path class="md-empty__roof" d="M8 26Q60 12 112 26L104 32Q60 22 16 32Z" />
      <path class="md-empty__wall" d="M22 33V54M44 29V54M76 29V54M98 33V54M10 54H110" />
      <circle class="md-empty__sun" cx="60" cy="46" r="4" />
    </svg>
  );
}

export interface EmptyStateProps {
  locale: Locale;
  title?: ComponentChildren;
  /** What one can do about it. */
  children?: ComponentChildren;
}

/** A list that has nothing yet: says so kindly, and what would fill it. */
export function EmptyState({ locale, title, children }: EmptyStateProps) {
  return (
    <div class="md-empty">
      <Yard />
      <p class="md-empty__title">{title ?? word('nothingYet', locale)}</p>
      {children && <div class="md-empty__help">{children}</div>}
    </div>
  );
}
