import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../../kernel/index.ts';
import type { Fetch } from '../issuance/http.ts';
import { fill, TAGS } from '../locales.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { QrCode } from '../parts/qr-code.tsx';
import type { OpenWallet } from '../store.ts';
import { ownAccess } from './access.ts';
import { Failed } from './failed.tsx';
import { hasMoved, type MoveOffer, markMoved, offerMove, removeMoved } from './give.ts';
import { MOVE_WORDS as WORDS } from './words.ts';

/** How often it is asked whether the new phone has them, in milliseconds. */
const ROUND = 3_000;

type Step =
  | { is: 'making' | 'moved' | 'removed' }
  | { is: 'showing'; offer: MoveOffer }
  | { is: 'failed'; error: unknown };

/** The old phone, or any other that holds the cards: it shows the code, and learns when its own copies are revoked. */
export function OldPhone(props: { wallet: OpenWallet; locale: Locale; fetch: Fetch; onStop(): void }) {
  const { wallet, locale, fetch, onStop } = props;
  const [step, setStep] = useState<Step>({ is: 'making' });
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async (): Promise<void> => {
      const isSeen = document.visibilityState === 'visible';
      if (isSeen && (await hasMoved(wallet, fetch))) {
        await markMoved(wallet);
        if (!isOver) setStep({ is: 'moved' });
      } else if (!isOver) timer = setTimeout(() => void look(), ROUND);
    };
    const begin = async () => {
      const offer = await offerMove(fetch, await ownAccess(wallet, fetch));
      if (isOver) return;
      setStep({ is: 'showing', offer });
      await look();
    };
    setStep({ is: 'making' });
    begin().catch((error) => !isOver && setStep({ is: 'failed', error }));
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [wallet, turn]);

  if (step.is === 'making') return <p role="status" class="govuk-body" />;
  if (step.is === 'failed') return <Failed {...{ locale, error: step.error }} onAgain={() => setTurn(turn + 1)} />;
  if (step.is === 'showing') return <Showing {...{ locale, offer: step.offer, onStop }} />;
  return (
    <>
      <Heading>{(step.is === 'moved' ? WORDS.moved : WORDS.removed)[locale]}</Heading>
      <p class="govuk-body-l">{WORDS.movedText[locale]}</p>
      {step.is === 'moved' && (
        <Button onClick={() => void removeMoved(wallet).then(() => setStep({ is: 'removed' }))}>
          {WORDS.remove[locale]}
        </Button>
      )}
    </>
  );
}

function Showing({ locale, offer, onStop }: { locale: Locale; offer: MoveOffer; onStop(): void }) {
  const { link, code, until } = offer;
  const time = new Date(until).toLocaleTimeString(TAGS[locale], { timeStyle: 'short' });
  return (
    <>
      <Heading>{WORDS.showing[locale]}</Heading>
      <div class="md-live-code" data-link={link}>
        <QrCode text={link} label={WORDS.qrLabel[locale]} />
      </div>
      <h2 class="govuk-heading-s">{WORDS.codeIs[locale]}</h2>
      <p class="md-move__code" data-code={code}>
        {code.slice(0, 3)} {code.slice(3)}
      </p>
      <p class="govuk-inset-text">{WORDS.codeWarning[locale]}</p>
      <p class="govuk-body-s">{fill(WORDS.until, locale, { time })}</p>
      <p class="govuk-body" role="status">
        {WORDS.waiting[locale]}
      </p>
      <Button kind="secondary" onClick={onStop}>
        {WORDS.stop[locale]}
      </Button>
    </>
  );
}
