import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../../kernel/index.ts';
import type { Fetch } from '../issuance/http.ts';
import { fill } from '../locales.ts';
import type { HeldCard } from '../model.ts';
import { Button } from '../parts/button.tsx';
import { CardFace } from '../parts/card-face.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import type { OpenWallet } from '../store.ts';
import type { Access } from './access.ts';
import { Failed } from './failed.tsx';
import { type Held, heldOf, moveHere } from './receive.ts';
import { MOVE_WORDS as WORDS } from './words.ts';

type Step =
  | { is: 'code' | 'working' }
  | { is: 'confirm'; access: Access; held: Held }
  | { is: 'done'; cards: readonly HeldCard[] }
  | { is: 'failed'; error: unknown };

/** The new phone: it is let in, says what comes, and takes it over once that is agreed to. */
export function NewPhone(props: {
  wallet: OpenWallet;
  locale: Locale;
  fetch: Fetch;
  go(fragment: string): void;
  /** Lets this wallet in, by the digits on the old phone or by a sign-in. */
  enter(code: string): Promise<Access>;
  needsCode?: boolean;
}) {
  const { wallet, locale, fetch, go, enter, needsCode } = props;
  const [step, setStep] = useState<Step>({ is: needsCode ? 'code' : 'working' });

  const doing = (work: () => Promise<Step>) => {
    setStep({ is: 'working' });
    work().then(setStep, (error) => setStep({ is: 'failed', error }));
  };
  const letIn = (code: string) =>
    doing(async () => {
      const access = await enter(code);
      return { is: 'confirm', access, held: await heldOf(fetch, access) };
    });
  const move = (access: Access, held: Held) =>
    doing(async () => ({ is: 'done', cards: await moveHere(wallet, fetch, access, held) }));
  useEffect(() => {
    if (!needsCode) letIn('');
  }, []);

  if (step.is === 'code') return <CodeForm locale={locale} onCode={letIn} />;
  if (step.is === 'failed') return <Failed {...{ locale, error: step.error }} onAgain={() => go('move')} />;
  if (step.is === 'confirm')
    return <Confirm {...{ locale, held: step.held, go }} onMove={() => move(step.access, step.held)} />;
  if (step.is === 'done') return <Done {...{ locale, cards: step.cards, go }} />;
  return (
    <p class="govuk-body-l" role="status">
      {WORDS.working[locale]}
    </p>
  );
}

function CodeForm({ locale, onCode }: { locale: Locale; onCode(code: string): void }) {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const code = typed.replaceAll(/[\s-]/g, '');
        const fits = /^\d{6}$/.test(code);
        setWrong(!fits);
        if (fits) onCode(code);
      }}
    >
      <Heading>{WORDS.title[locale]}</Heading>
      <Field
        label={WORDS.typeCode[locale]}
        hint={WORDS.typeCodeHint[locale]}
        value={typed}
        onValue={setTyped}
        error={isWrong ? WORDS.sixDigits[locale] : undefined}
        numeric
        code
        narrow
      />
      <Button>{WORDS.next[locale]}</Button>
    </form>
  );
}

function Confirm(props: { locale: Locale; held: Held; go(fragment: string): void; onMove(): void }) {
  const { locale, held, go, onMove } = props;
  const others = new Set(held.cards.flatMap(({ wallets }) => wallets).filter((wallet) => wallet !== held.wallet)).size;
  if (held.cards.length === 0) return <Heading>{WORDS.nothing[locale]}</Heading>;
  return (
    <>
      <Heading>{WORDS.confirm[locale]}</Heading>
      <p class="govuk-body-l">{fill(WORDS.confirmCards, locale, { n: held.cards.length })}</p>
      <p class="govuk-body">
        {others > 0 ? fill(WORDS.confirmDevices, locale, { n: others }) : WORDS.confirmNone[locale]}
      </p>
      <div class="md-ask__answers">
        <Button onClick={onMove}>{WORDS.move[locale]}</Button>
        <Button kind="secondary" onClick={() => go('')}>
          {WORDS.stop[locale]}
        </Button>
      </div>
    </>
  );
}

function Done({ locale, cards, go }: { locale: Locale; cards: readonly HeldCard[]; go(fragment: string): void }) {
  return (
    <>
      <Heading>{WORDS.done[locale]}</Heading>
      <p class="govuk-body-l">{WORDS.doneText[locale]}</p>
      {cards.map((card) => (
        <p class="md-move__card" key={card.id}>
          <CardFace card={card} locale={locale} small />
        </p>
      ))}
      <Button onClick={() => go('')}>{WORDS.toCards[locale]}</Button>
    </>
  );
}
