import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../../kernel/index.ts';
import type { LaterPending } from '../issuance/pending.ts';
import { finishMoves } from '../move/receive.ts';
import { Button } from '../parts/button.tsx';
import type { OpenWallet } from '../store.ts';
import { askIssuers, finishOrders, waitingOf } from './later.ts';
import { CARD_WORDS as WORDS } from './words.ts';

/** Cards whose issuer has not decided yet. */
export function WaitingCards({ wallet, locale, onCard }: { wallet: OpenWallet; locale: Locale; onCard(): void }) {
  const [waiting, setWaiting] = useState<readonly LaterPending[]>([]);
  const ask = async () => {
    const own = fetch.bind(globalThis);
    const came = [await finishOrders(wallet, own), await finishMoves(wallet, own), await askIssuers(wallet, own)];
    if (came.includes(true)) onCard();
    setWaiting(await waitingOf(wallet));
  };
  useEffect(() => void ask(), [wallet]);
  if (waiting.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{WORDS.later[locale]}</h2>
      <ul class="govuk-list">
        {waiting.map(({ id, title }) => (
          <li key={id}>{title[locale]}</li>
        ))}
      </ul>
      <p class="govuk-body">{WORDS.laterHelp[locale]}</p>
      <Button kind="secondary" onClick={() => void ask()}>
        {WORDS.askAgain[locale]}
      </Button>
    </>
  );
}
