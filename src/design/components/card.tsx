import type { ComponentChildren } from 'preact';
import type { Locale } from '../../kernel/index.ts';
import { word } from '../words.ts';
import { classes } from './field.tsx';
import type { Level } from './text.tsx';

export interface CardProps {
  href: string;
  title: string;
  level?: Level;
  /** A line above the title: the agency, the kind. */
  eyebrow?: ComponentChildren;
  /** Stands out: a life event, something that waits. */
  featured?: boolean;
  /** What it is, in a sentence. */
  children?: ComponentChildren;
  /** Under the text: a tag, a date, how long it takes. */
  meta?: ComponentChildren;
}

/** A service, a life event or a case to go into; the whole card is its link's target. */
export function Card({ href, title, level = 3, eyebrow, featured, children, meta }: CardProps) {
  const Title = `h${level}` as const;
  return (
    <article class={classes('md-card', featured && 'md-card--featured')}>
      {eyebrow && <p class="md-card__eyebrow">{eyebrow}</p>}
      <Title class="md-card__title">
        <a class="md-card__link" href={href}>
          {title}
        </a>
      </Title>
      {children && <div class="md-card__text">{children}</div>}
      {meta && <div class="md-card__meta">{meta}</div>}
    </article>
  );
}

/** Cards side by side as the width allows. */
export function CardGrid({ children }: { children: ComponentChildren }) {
  return <div class="md-cards">{children}</div>;
}

export interface SearchBoxProps {
  locale: Locale;
  action: string;
  name?: string;
  id?: string;
  value?: string;
  /** What is searched; spoken, and shown where `labelShown`. */
  label: string;
  labelShown?: boolean;
  hint?: string;
}

/** A search that works by its address alone. */
export function SearchBox({
  locale,
  action,
  name = 'q',
  id = 'search',
  value,
  label,
  labelShown,
  hint,
}: SearchBoxProps) {
  return (
    <search>
      <form class="md-search" action={action} method="get">
        <label class={labelShown ? 'md-search__label' : 'govuk-visually-hidden'} for={id}>
          {label}
        </label>
        {hint && (
          <p class="md-search__hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        <div class="md-search__row">
          <input
            class="govuk-input md-search__input"
            id={id}
            name={name}
            type="search"
            value={value}
            enterkeyhint="search"
            autocomplete="off"
            aria-describedby={hint ? `${id}-hint` : undefined}
          />
          <button class="govuk-button md-search__button" type="submit">
            {word('search', locale)}
          </button>
        </div>
      </form>
    </search>
  );
}
