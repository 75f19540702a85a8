import type { ComponentChildren } from 'preact';
import type { Locale } from '../../kernel/index.ts';
import type { DateOptions } from '../dates.ts';
import { word } from '../words.ts';
import { classes } from './field.tsx';
import { VisuallyHidden } from './link.tsx';
import type { Level } from './text.tsx';
import { DateText } from './values.tsx';

export interface RowAction {
  href: string;
  text: string;
  /** Of what, for screen readers: "Change" + "date of birth". */
  hidden?: string;
}

export interface SummaryRow {
  key: ComponentChildren;
  value: ComponentChildren;
  /** Where the value comes from, and when it was taken. */
  source?: { name: ComponentChildren; on?: string } & Pick<DateOptions, 'zone' | 'form'>;
  actions?: readonly RowAction[];
}

export interface SummaryListProps {
  locale: Locale;
  rows: readonly SummaryRow[];
  border?: boolean;
}

function Action({ href, text, hidden }: RowAction) {
  return (
    <a class="govuk-link" href={href}>
      {text}
      {hidden && <VisuallyHidden> {hidden}</VisuallyHidden>}
    </a>
  );
}

function Actions({ actions }: { actions: readonly RowAction[] }) {
  return (
    <dd class="govuk-summary-list__actions">
      {actions.length === 1 ? (
        <Action {...(actions[0] as RowAction)} />
      ) : (
        <ul class="govuk-summary-list__actions-list">
          {actions.map((action) => (
            <li class="govuk-summary-list__actions-list-item" key={action.href + action.text}>
              <Action {...action} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  );
}

function Source({ locale, source }: { locale: Locale; source: NonNullable<SummaryRow['source']> }) {
  const { name, on, zone, form = 'short' } = source;
  return (
    <span class="md-source">
      <VisuallyHidden>
        {word('source', locale)}
        {word('colon', locale)}
      </VisuallyHidden>
      {name}
      {on && (
        <>
          {'\u00a0· '}
          <DateText locale={locale} iso={on} form={form} zone={zone} />
        </>
      )}
    </span>
  );
}

/** Facts, each with its value, its source and what one can do about it. */
export function SummaryList({ locale, rows, border = true }: SummaryListProps) {
  const someActions = rows.some((row) => row.actions?.length);
  return (
    <dl class={classes('govuk-summary-list', !border && 'govuk-summary-list--no-border')}>
      {rows.map((row, at) => {
        const actions = row.actions ?? [];
        const bare = someActions && actions.length === 0;
        return (
          <div class={classes('govuk-summary-list__row', bare && 'govuk-summary-list__row--no-actions')} key={at}>
            <dt class="govuk-summary-list__key">{row.key}</dt>
            <dd class="govuk-summary-list__value">
              {row.value}
              {row.source && <Source locale={locale} source={row.source} />}
            </dd>
            {actions.length > 0 && <Actions actions={actions} />}
          </div>
        );
      })}
    </dl>
  );
}

export interface SummaryCardProps extends SummaryListProps {
  title: string;
  level?: Level;
  actions?: readonly RowAction[];
  /** Above the list: what it is for. */
  intro?: ComponentChildren;
  /** Under the list. */
  children?: ComponentChildren;
}

/** A summary list under a title of its own, for one of several like things. */
export function SummaryCard({ title, level = 2, actions = [], intro, children, ...list }: SummaryCardProps) {
  const Title = `h${level}` as const;
  const named = actions.map((action) => ({ ...action, hidden: action.hidden ?? `(${title})` }));
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <Title class="govuk-summary-card__title">{title}</Title>
        {named.length === 1 && (
          <div class="govuk-summary-card__actions">
            <Action {...(named[0] as RowAction)} />
          </div>
        )}
        {named.length > 1 && (
          <ul class="govuk-summary-card__actions">
            {named.map((action) => (
              <li class="govuk-summary-card__action" key={action.href + action.text}>
                <Action {...action} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="govuk-summary-card__content">
        {intro}
        <SummaryList {...list} />
        {children}
      </div>
    </div>
  );
}
