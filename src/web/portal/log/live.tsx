import type { ComponentChildren } from 'preact';
import { Link } from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import { clockText } from './numbers.ts';
import { LOG } from './words.ts';

/** A part of the page that the island `live` keeps up to date; `name` is unique on the page. */
export function Live({ name, children }: { name: string; children: ComponentChildren }) {
  return <div data-live={name}>{children}</div>;
}

interface LiveControlProps {
  locale: Locale;
  now: Date;
  zone: string;
  /** Where the page is, for whoever loads it again by hand. */
  here: string;
  /** What a listener is told as soon as it is so; empty while there is nothing. */
  matter: string;
  /** What they are told once that is over. */
  matterOver: string;
}

/**
 * Says how fresh the page is. The island shows the button and hides the link; without a script it is the other way round.
 * All that the island may say stands here, in the reader's language.
 */
export function LiveControl({ locale, now, zone, here, matter, matterOver }: LiveControlProps) {
  return (
    <div
      class="md-live"
      data-live-control
      data-is-live={LOG.isLive[locale]}
      data-is-paused={LOG.isPaused[locale]}
      data-is-away={LOG.isAway[locale]}
      data-is-back={LOG.isBack[locale]}
      data-pause={LOG.pause[locale]}
      data-resume={LOG.resume[locale]}
      data-matter-over={matterOver}
    >
      <p class="md-live__state">
        <span data-live="as-of">{say(LOG.asOf, locale, { time: clockText(now, locale, zone) })}</span>
        <span class="md-live__how" data-live-how hidden />
      </p>
      <p class="md-live__again" data-live-again>
        <Link href={here}>{LOG.loadAgain[locale]}</Link>
      </p>
      <button type="button" class="govuk-button govuk-button--secondary md-live__pause" data-live-pause hidden>
        {LOG.pause[locale]}
      </button>
      <p class="govuk-visually-hidden" role="status" data-live-said />
      <p data-live="matter" hidden>
        {matter}
      </p>
    </div>
  );
}
