import type { ComponentChildren } from 'preact';
import type { Locale } from '../../kernel/index.ts';
import { word } from '../words.ts';

export interface LinkProps {
  href: string;
  /** Words for screen readers only, after the text, where the text alone does not say of what. */
  hidden?: string;
  /** A file to save rather than a page to open. */
  download?: boolean;
  children: ComponentChildren;
}

/** A link in text; it says what happens. */
export function Link({ href, hidden, download, children }: LinkProps) {
  return (
    <a class="govuk-link" href={href} download={download}>
      {children}
      {hidden && <VisuallyHidden> {hidden}</VisuallyHidden>}
    </a>
  );
}

/** The first thing the Tab key reaches on every page. */
export function SkipLink({ locale, href = '#main-content' }: { locale: Locale; href?: string }) {
  return (
    <a href={href} class="govuk-skip-link">
      {word('skipToContent', locale)}
    </a>
  );
}

/** The way back, above the title. */
export function BackLink({ locale, href, children }: { locale: Locale; href: string; children?: ComponentChildren }) {
  return (
    <a href={href} class="govuk-back-link">
      {children ?? word('back', locale)}
    </a>
  );
}

/** Words for screen readers only. */
export function VisuallyHidden({ children }: { children: ComponentChildren }) {
  return <span class="govuk-visually-hidden">{children}</span>;
}
