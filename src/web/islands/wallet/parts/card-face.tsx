import { joinFace } from '../../../../formats/index.ts';
import type { Locale } from '../../../../kernel/index.ts';
import type { HeldCard } from '../model.ts';
import { valueText } from './value.ts';

export interface CardFaceProps {
  card: Pick<HeldCard, 'title' | 'issuerName' | 'look' | 'claims'>;
  locale: Locale;
  small?: boolean;
  /** It cannot be shown: suspended, revoked or over. */
  off?: boolean;
}

/** A card as one recognises it: the colours and the sign of its type, its name, whose it is. */
export function CardFace({ card, locale, small = false, off = false }: CardFaceProps) {
  const { title, issuerName, look } = card;
  const line = lineOf(card, locale);
  const kind = ['md-held', small && 'md-held--small', off && 'md-held--off'].filter(Boolean).join(' ');
  return (
    <span class={kind} style={{ '--held-ground': look.background, '--held-ink': look.ink }}>
      <span class="md-held__top">
        <Sign look={look} />
        <span class="md-held__names">
          <span class="md-held__title">{title[locale]}</span>
          <span class="md-held__issuer">{issuerName[locale]}</span>
        </span>
      </span>
      {line && <span class="md-held__line">{line}</span>}
    </span>
  );
}

function Sign({ look }: Pick<HeldCard, 'look'>) {
  if (look.logo) return <img class="md-held__logo" src={look.logo} alt="" />;
  const sign = [...(look.emblem ?? '')].slice(0, 2).join('');
  return sign ? (
    <span class="md-held__sign" aria-hidden="true">
      {sign}
    </span>
  ) : null;
}

/** What stands on its face. */
const lineOf = ({ claims, look }: CardFaceProps['card'], locale: Locale): string =>
  joinFace(
    look.face.flatMap((key) => {
      const claim = claims.find((one) => one.key === key);
      return claim ? [{ key, text: valueText(claim, locale) }] : [];
    }),
  );
