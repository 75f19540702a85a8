import type { ComponentChildren } from 'preact';
import type { Locale } from '../../kernel/index.ts';
import { word } from '../words.ts';
import { VisuallyHidden } from './link.tsx';

export type Level = 1 | 2 | 3 | 4;
export type Size = 's' | 'm' | 'l' | 'xl';

const usualSizes: Record<Level, Size> = { 1: 'l', 2: 'm', 3: 's', 4: 's' };

export interface HeadingProps {
  level?: Level;
  /** How large it looks; by default as its level. */
  size?: Size;
  id?: string;
  /** A line above: the service or step this belongs to. */
  caption?: ComponentChildren;
  children: ComponentChildren;
}

/** A title; sizes follow its level unless told otherwise. */
export function Heading({ level = 1, size = usualSizes[level], id, caption, children }: HeadingProps) {
  const Tag = `h${level}` as const;
  const captionSize = size === 's' ? 'm' : size;
  return (
    <Tag class={`govuk-heading-${size}`} id={id}>
      {caption && <span class={`govuk-caption-${captionSize}`}>{caption} </span>}
      {children}
    </Tag>
  );
}

export interface ParagraphProps {
  size?: 's' | 'm' | 'l';
  children: ComponentChildren;
}

/** Running text at the reading measure. */
export function Paragraph({ size = 'm', children }: ParagraphProps) {
  return <p class={size === 'm' ? 'govuk-body' : `govuk-body-${size}`}>{children}</p>;
}

export interface ListProps {
  kind?: 'plain' | 'bullet' | 'number';
  items: readonly ComponentChildren[];
}

/** Items of text. */
export function List({ kind = 'bullet', items }: ListProps) {
  const Tag = kind === 'number' ? 'ol' : 'ul';
  return (
    <Tag class={kind === 'plain' ? 'govuk-list' : `govuk-list govuk-list--${kind}`}>
      {items.map((item, at) => (
        <li key={at}>{item}</li>
      ))}
    </Tag>
  );
}

/** A passage set apart. */
export function InsetText({ id, children }: { id?: string; children: ComponentChildren }) {
  return (
    <div class="govuk-inset-text" id={id}>
      {children}
    </div>
  );
}

/** What has consequences if overlooked. */
export function WarningText({ locale, children }: { locale: Locale; children: ComponentChildren }) {
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <VisuallyHidden>{word('warning', locale)}</VisuallyHidden> {children}
      </strong>
    </div>
  );
}

export interface DetailsProps {
  summary: ComponentChildren;
  id?: string;
  open?: boolean;
  children: ComponentChildren;
}

/** More, for those who want it; opens without a script. */
export function Details({ summary, id, open, children }: DetailsProps) {
  return (
    <details class="govuk-details" id={id} open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  );
}

export interface SectionProps {
  id: string;
  title: ComponentChildren;
  level?: Level;
  size?: Size;
  children: ComponentChildren;
}

/** A part of a page under its heading. Long pages use these with a `SectionNav`, where others would use tabs. */
export function Section({ id, title, level = 2, size, children }: SectionProps) {
  return (
    <section class="md-section" aria-labelledby={`${id}-title`} id={id}>
      <Heading level={level} size={size} id={`${id}-title`}>
        {title}
      </Heading>
      {children}
    </section>
  );
}

/** Links to the sections of this page. */
export function SectionNav({ locale, items }: { locale: Locale; items: readonly { id: string; text: string }[] }) {
  return (
    <nav class="md-section-nav" aria-label={word('onThisPage', locale)}>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <a class="govuk-link" href={`#${item.id}`}>
              {item.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Main text with something beside it; one above the other on a narrow screen. */
export function Columns({ children, aside }: { children: ComponentChildren; aside: ComponentChildren }) {
  return (
    <div class="md-columns">
      <div class="md-columns__main">{children}</div>
      <div class="md-columns__aside">{aside}</div>
    </div>
  );
}
