import { Details, Link, List, Paragraph, QrCode } from '../../design/index.ts';
import { formatTime, type Locale, say, type Text } from '../../kernel/index.ts';
import { CARDS } from './words.ts';

/** What a wallet is given to fetch a card. */
export interface ShownOffer {
  /** openid-credential-offer://… */
  uri: string;
  /** What is typed into the wallet. */
  code?: string;
  expiresAt: Date;
}

export interface OfferProps {
  locale: Locale;
  zone: string;
  offer: ShownOffer;
  /** Of the card. */
  title: Text;
  /** The address of our own wallet. */
  wallet: string;
  /** Whether who sees it holds the device that it is shown on: then another wallet there can be opened by a link. */
  own: boolean;
}

/** The code that another phone scans, the number that is typed into it, and how. */
export function Offer({ locale, zone, offer, title, wallet, own }: OfferProps) {
  const { uri, code, expiresAt } = offer;
  const steps = CARDS.steps.filter((_, nth) => nth < 2 || code !== undefined);
  const time = formatTime(expiresAt, locale, zone);
  return (
    <div class="md-offer">
      <List kind="number" items={steps.map((step) => say(step, locale, { address: wallet }))} />
      <QrCode value={uri} label={say(CARDS.scanLabel, locale, { title: title[locale] })} />
      {code !== undefined && (
        <>
          <Paragraph>{CARDS.code[locale]}</Paragraph>
          <p class="md-offer__code">{spoken(code)}</p>
          <Paragraph>{CARDS.codeOnce[locale]}</Paragraph>
        </>
      )}
      <Paragraph>{say(CARDS.until, locale, { time })}</Paragraph>
      {own && (
        <Details summary={CARDS.otherWallet[locale]}>
          <Link href={uri}>{CARDS.openWallet[locale]}</Link>
        </Details>
      )}
    </div>
  );
}

/** A code in two groups, so that it can be kept in mind from one screen to the other. */
const spoken = (code: string): string => {
  const middle = Math.ceil(code.length / 2);
  return `${code.slice(0, middle)} ${code.slice(middle)}`;
};
