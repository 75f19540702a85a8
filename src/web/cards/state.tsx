import type { Card } from '../../credentials/index.ts';
import { Tag, type Tone } from '../../design/index.ts';
import type { Locale } from '../../kernel/index.ts';
import { CARD_STATE } from './words.ts';

const TONES: Readonly<Record<keyof typeof CARD_STATE, Tone>> = {
  valid: 'success',
  suspended: 'warning',
  revoked: 'danger',
  expired: 'neutral',
};

/** How a card stands, in a word. @param now a card that has come to its end without being made anew is expired. */
export function CardState({ card, locale, now }: { card: Card; locale: Locale; now: Date }) {
  const state = card.state !== 'revoked' && card.endsAt <= now ? 'expired' : card.state;
  return <Tag tone={TONES[state]}>{CARD_STATE[state][locale]}</Tag>;
}
