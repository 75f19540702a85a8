import type { ComponentChildren } from 'preact';
import type { Locale } from '../../kernel/index.ts';
import { type Picture, REFUSAL } from './pictures.ts';
import { type Sign, signText } from './sign.ts';
import { PAYING } from './words.ts';

/** What fills the screen when a payment is made: both sides show the same one. The island moves it with the time. */
export function SignView({ locale, signs, now, title, amount, shop, children }: SignViewProps) {
  const [sign] = signs;
  return (
    <section
      class="md-sign"
      data-sign={JSON.stringify(signs.map((one) => shownOf(one, locale)))}
      data-now={now.toISOString()}
      data-over={PAYING.signOver[locale]}
    >
      <Ground hex={sign.colour.hex} />
      <Seal hex={sign.colour.hex} picture={sign.picture} label={signText(sign, locale)} />
      <div class="md-sign__card">
        <h1 class="md-sign__title">{title}</h1>
        <p class="md-sign__amount">{amount}</p>
        {shop && <p class="md-sign__shop">{shop}</p>}
        <p class="md-sign__pair" data-sign-pair>
          {signText(sign, locale)}
        </p>
        <p class="md-sign__help" data-sign-help>
          {PAYING.signHelp[locale]}
        </p>
        <div class="md-sign__ways">{children}</div>
        <p class="md-sign__sound">
          <button class="md-link-button" type="button" data-sign-sound hidden>
            {PAYING.playAgain[locale]}
          </button>
        </p>
      </div>
    </section>
  );
}

export interface SignViewProps {
  locale: Locale;
  /** Of this minute and of those that follow; at least one. */
  signs: readonly [Sign, ...Sign[]];
  now: Date;
  title: string;
  amount: string;
  /** To whom it was paid, for whoever paid it. */
  shop?: string | undefined;
  /** What to do next: buttons. */
  children: ComponentChildren;
}

/** What the island needs to know of a sign. */
const shownOf = (sign: Sign, locale: Locale) => ({
  hex: sign.colour.hex,
  path: sign.picture.path,
  text: signText(sign, locale),
  tune: sign.tune,
});

/** An attribute and no style: the colours are part of what is signed, and the page's policy allows no inline styles. */
function Ground({ hex }: { hex: string }) {
  return (
    <svg class="md-sign__ground" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect width="1" height="1" fill={hex} data-sign-fill />
    </svg>
  );
}

/** The picture in a dial whose hand goes round once a minute, at the same place on both screens. */
function Seal({ hex, picture, label }: { hex: string; picture: Picture; label: string }) {
  return (
    <svg class="md-sign__seal" viewBox="0 0 100 100" role="img" aria-label={label} data-sign-seal>
      <circle cx="50" cy="50" r="49" fill="#ffffff" />
      <circle
        cx="50"
        cy="50"
        r="42"
        fill="none"
        stroke={hex}
        stroke-width="5"
        stroke-dasharray="1 3.398"
        data-sign-stroke
      />
      <path d="M50 1.5 55 11 50 20.5 45 11z" fill={hex} data-sign-hand data-sign-fill />
      <g transform="translate(22 22) scale(1.75)">
        <path d={picture.path} fill={hex} fill-rule="evenodd" data-sign-picture data-sign-fill />
      </g>
    </svg>
  );
}

export interface RefusalViewProps {
  title: string;
  amount: string;
  /** What was wrong and what to do. */
  reason: ComponentChildren;
  /** Below that, smaller. */
  note: string | undefined;
  /** What to do next: buttons. */
  children: ComponentChildren;
}

/** A refusal fills the screen as well, and is of another colour, another form and another tone. */
export function RefusalView({ title, amount, reason, note, children }: RefusalViewProps) {
  return (
    <section class="md-sign md-sign--refused" data-refused>
      <Ground hex={REFUSAL} />
      <svg class="md-sign__seal" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
        <path fill="#ffffff" d="M30 2h40l28 28v40L70 98H30L2 70V30z" />
        <path fill={REFUSAL} d="M33 25 50 42 67 25l8 8-17 17 17 17-8 8-17-17-17 17-8-8 17-17-17-17z" />
      </svg>
      <div class="md-sign__card" role="alert">
        <h1 class="md-sign__title">{title}</h1>
        <p class="md-sign__reason">{reason}</p>
        <p class="md-sign__help">
          {amount}
          {note && ` · ${note}`}
        </p>
        <div class="md-sign__ways">{children}</div>
      </div>
    </section>
  );
}
