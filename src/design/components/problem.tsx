import type { Locale } from '../../kernel/index.ts';
import { type WordKey, word } from '../words.ts';
import { ButtonLink } from './button.tsx';
import { Heading, Paragraph } from './text.tsx';

export type ProblemKind = 'notFound' | 'forbidden' | 'gone' | 'refused' | 'unavailable' | 'failed';

const help: Record<ProblemKind, WordKey> = {
  notFound: 'notFoundHelp',
  forbidden: 'forbiddenHelp',
  gone: 'goneHelp',
  refused: 'refusedHelp',
  unavailable: 'unavailableHelp',
  failed: 'failedHelp',
};

export interface ProblemProps {
  locale: Locale;
  kind: ProblemKind;
  /** What happened in this case, where more is known than the kind. */
  detail?: string;
  /** The request's id, by which the operator finds it. */
  reference?: string;
  homeHref?: string;
  /** Where trying again goes, where that may help. */
  retryHref?: string;
}

/** The whole content of a page that could not be shown: what happened, what was kept, what to do. */
export function Problem({ locale, kind, detail, reference, homeHref = '/', retryHref }: ProblemProps) {
  return (
    <div class="md-problem">
      <Heading level={1}>{word(kind, locale)}</Heading>
      {detail && <Paragraph>{detail}</Paragraph>}
      {/* Where it is known why something is not open, another account is no advice. */}
      {!(detail && kind === 'forbidden') && <Paragraph>{word(help[kind], locale)}</Paragraph>}
      <div class="govuk-button-group">
        {retryHref && <ButtonLink href={retryHref}>{word('tryAgain', locale)}</ButtonLink>}
        <ButtonLink href={homeHref} variant="secondary">
          {word('home', locale)}
        </ButtonLink>
      </div>
      {reference && (
        <p class="govuk-body-s">
          {word('reference', locale)}
          {word('colon', locale)}
          <code>{reference}</code>
        </p>
      )}
    </div>
  );
}
