import type { Locale } from '../../kernel/index.ts';
import { phrases, word } from '../words.ts';
import { classes } from './field.tsx';
import { VisuallyHidden } from './link.tsx';

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
} as const;

function Arrow({ to }: { to: 'prev' | 'next' }) {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${to}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[to]} />
    </svg>
  );
}

function Turn({ locale, to, href }: { locale: Locale; to: 'prev' | 'next'; href: string }) {
  return (
    <div class={`govuk-pagination__${to}`}>
      <a class="govuk-link govuk-pagination__link" href={href} rel={to}>
        {to === 'prev' && <Arrow to="prev" />}
        <span class="govuk-pagination__link-title">
          {word(to === 'prev' ? 'previous' : 'next', locale)}
          <VisuallyHidden>{word('pageSuffix', locale)}</VisuallyHidden>
        </span>
        {to === 'next' && <Arrow to="next" />}
      </a>
    </div>
  );
}

/** The pages to show: first, last, and two on either side of this one; 0 stands for a gap. */
export function pagesShown(page: number, pages: number): number[] {
  const shown = Array.from({ length: pages }, (_, at) => at + 1).filter(
    (n) => n === 1 || n === pages || Math.abs(n - page) <= 2,
  );
  return shown.flatMap((n, at) => (at > 0 && n - (shown[at - 1] as number) > 1 ? [0, n] : [n]));
}

export interface PaginationProps {
  locale: Locale;
  /** The page shown, from 1. */
  page: number;
  pages: number;
  href: (page: number) => string;
  /** Distinguishes two of them on one page. */
  label?: string;
}

/** The way to other pages of a list. Renders nothing for a single page. */
export function Pagination({ locale, page, pages, href, label }: PaginationProps) {
  if (pages <= 1) return null;
  return (
    <nav class="govuk-pagination" aria-label={label ?? word('pagination', locale)}>
      {page > 1 && <Turn locale={locale} to="prev" href={href(page - 1)} />}
      <ul class="govuk-pagination__list">
        {pagesShown(page, pages).map((n, at) =>
          n === 0 ? (
            <li class="govuk-pagination__item govuk-pagination__item--ellipsis" key={`gap-${at}`}>
              ⋯
            </li>
          ) : (
            <li class={classes('govuk-pagination__item', n === page && 'govuk-pagination__item--current')} key={n}>
              <a
                class="govuk-link govuk-pagination__link"
                href={href(n)}
                aria-label={phrases.page[locale](n)}
                aria-current={n === page ? 'page' : undefined}
              >
                {n}
              </a>
            </li>
          ),
        )}
      </ul>
      {page < pages && <Turn locale={locale} to="next" href={href(page + 1)} />}
    </nav>
  );
}
