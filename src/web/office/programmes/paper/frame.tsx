import type { ComponentChildren } from 'preact';
import { ErrorSummary, Heading, NotificationBanner, OfficeLayout, type PageContext } from '../../../../design/index.ts';
import type { Text } from '../../../../kernel/index.ts';
import type { Government, Programme } from '../../../../pack/index.ts';
import { PAPER } from './words.ts';

/** The pages about a programme's paper, by the last part of their address. */
export const PARTS = {
  overview: '',
  runs: '/runs',
  ranges: '/ranges',
  blocks: '/blocks',
  counter: '/counter',
} as const;
export type Part = keyof typeof PARTS;

/** The address of a page about paper. */
export const paperHref = (programme: Programme, part: Part): string =>
  `/office/programmes/${programme.id}/paper${PARTS[part]}`;

export interface FrameProps {
  gov: Government;
  context: PageContext;
  programme: Programme;
  part: Part;
  /** Whether the officer runs the programme; else they only stand at a counter. */
  runs: boolean;
  /** What was refused, and at which field. */
  refused?: { text: Text; field?: string } | undefined;
  /** What was done a moment ago. */
  done?: string | undefined;
  /** Names of the scripts that it loads. */
  scripts?: readonly string[];
  children?: ComponentChildren;
}

/** A page about a programme's paper, with the ways to the others. */
export function Frame({ gov, context, programme, part, runs, refused, done, scripts, children }: FrameProps) {
  const { locale } = context;
  const parts = runs ? (Object.keys(PARTS) as Part[]) : [];
  const back = runs ? { href: `/office/programmes/${programme.id}`, text: programme.title[locale] } : undefined;
  return (
    <OfficeLayout
      context={context}
      title={`${PAPER[part][locale]} – ${PAPER.title[locale]}`}
      service={gov.pack.agencies.get(programme.agency)?.title[locale]}
      failed={refused !== undefined}
      {...(scripts && { scripts })}
      {...(back && { back })}
    >
      <ErrorSummary
        locale={locale}
        errors={refused ? [{ text: refused.text[locale], ...(refused.field && { href: `#${refused.field}` }) }] : []}
      />
      {done && <NotificationBanner locale={locale} tone="success" heading={done} />}
      <Heading caption={`${programme.title[locale]} · ${PAPER.title[locale]}`}>{PAPER[part][locale]}</Heading>
      {parts.length > 0 && (
        <nav class="md-section-nav" aria-label={PAPER.title[locale]}>
          <ul>
            {parts.map((other) => (
              <li key={other}>
                <a
                  class="govuk-link"
                  href={paperHref(programme, other)}
                  aria-current={other === part ? 'page' : undefined}
                >
                  {PAPER[other][locale]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {children}
    </OfficeLayout>
  );
}

/** A number with its thousands. */
export const count = (number: number): string => number.toLocaleString('en');
