import { ButtonLink, Heading, Link, List, Paragraph, QrCode } from '../../../design/index.ts';
import { readRequestLink, walletLinkOf } from '../../../formats/index.ts';
import { AppError, formatTime, type Locale, say } from '../../../kernel/index.ts';
import type { Asked } from './asked.ts';
import { ASKING } from './words.ts';

export interface AskWalletProps {
  locale: Locale;
  zone: string;
  asked: Asked;
  /** The site's own origin, where its wallet is. */
  origin: string;
  /** Who asks, by the name that the wallet shows. */
  asker: string;
  /** This page's address: asked again, it says how things stand. */
  here: string;
  /** Answers in JSON whether the wallet is still waited for. */
  stateAddress: string;
  /** The browser has asked before and there was no answer yet. */
  tried: boolean;
}

/**
 * Asks for something out of a wallet: by a link on this device, by a code that another device scans. A script sees when
 * there is an answer; without one, there is a link that looks.
 */
export function AskWallet(props: AskWalletProps) {
  const { locale, zone, asked } = props;
  return (
    <>
      {asked.where === 'here' ? <Here {...props} /> : <Elsewhere {...props} />}
      <Paragraph size="s">
        {say(ASKING.until, locale, { time: formatTime(new Date(asked.until), locale, zone) })}
      </Paragraph>
    </>
  );
}

function Here({ locale, asked, origin }: AskWalletProps) {
  return (
    <>
      <Heading>{ASKING.openHere[locale]}</Heading>
      <Paragraph>{ASKING.openHereHelp[locale]}</Paragraph>
      <ButtonLink href={walletLink(origin, asked)}>{ASKING.open[locale]}</ButtonLink>
      <Paragraph>
        <Link href={asked.uri}>{ASKING.otherWallet[locale]}</Link>
      </Paragraph>
    </>
  );
}

function walletLink(origin: string, asked: Asked): string {
  const link = readRequestLink(asked.uri);
  if (!link) throw new AppError('gone', ASKING.elsewhereBegun);
  return walletLinkOf(`${origin}/wallet`, link);
}

function Elsewhere({ locale, asked, asker, here, stateAddress, tried }: AskWalletProps) {
  return (
    <div data-presentation={stateAddress} data-then={here} data-away={ASKING.away[locale]}>
      <Heading>{ASKING.scan[locale]}</Heading>
      <List
        kind="number"
        items={[ASKING.scanOpen[locale], ASKING.scanCode[locale], say(ASKING.scanCheck, locale, { name: asker })]}
      />
      <div class="md-offer">
        <QrCode value={asked.uri} label={ASKING.qr[locale]} />
      </div>
      <div data-presentation-without>
        {tried && <Paragraph>{ASKING.notYet[locale]}</Paragraph>}
        <ButtonLink href={`${here}?again=yes`}>{ASKING.answered[locale]}</ButtonLink>
      </div>
      <p class="govuk-body" hidden data-presentation-waiting>
        {ASKING.waiting[locale]}
      </p>
      <p class="govuk-body" role="status" data-presentation-said />
    </div>
  );
}
