import { useEffect, useState } from 'preact/hooks';
import { lookOf, textIn } from '../issuance/display.ts';
import type { Delivered } from '../issuance/issue.ts';
import type { Configuration, Issuer } from '../issuance/metadata.ts';
import { IssuanceError } from '../issuance/problem.ts';
import { signIn } from '../issuance/sign-in.ts';
import { fill } from '../locales.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { CardFace } from '../parts/card-face.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import type { ViewProps } from '../view.ts';
import { cardsOffered, lookAt, type Offered, take } from './offered.ts';
import { Done, Failed } from './outcome.tsx';
import { ADD_WORDS as WORDS } from './words.ts';

/** What is offered, from whom; the code for it; and taking it. */
export function OfferView({ wallet, locale, rest }: ViewProps) {
  const [offered, setOffered] = useState<Offered>();
  const [came, setCame] = useState<Delivered | IssuanceError>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setCame(undefined);
    lookAt(fetch.bind(globalThis), rest).then(setOffered, (error) => setCame(problemOf(error)));
  }, [rest, turn]);

  async function accept(code: string | undefined): Promise<void> {
    const order = offered!;
    try {
      if (order.offer.preAuthorized) setCame(await take(wallet, fetch.bind(globalThis), order, code));
      else location.assign(await signIn(wallet, fetch.bind(globalThis), wantedOf(order)));
    } catch (error) {
      setCame(problemOf(error));
    }
  }

  if (came instanceof IssuanceError) return <Failed locale={locale} error={came} onAgain={() => setTurn(turn + 1)} />;
  if (came) return <Done locale={locale} delivered={came} />;
  if (!offered)
    return (
      <p class="govuk-body" role="status">
        {WORDS.reading[locale]}
      </p>
    );
  return <Question {...{ locale, offered, accept }} />;
}

const wantedOf = ({ offer, issuer, server, configurations }: Offered) => ({
  issuer,
  server,
  scopes: configurations.flatMap(({ scope }) => scope ?? []),
  purpose: 'add' as const,
  configurations: configurations.map(({ id }) => id),
  issuerState: offer.issuerState,
});

/** Whatever else went wrong, what came was not what was asked for. */
export const problemOf = (error: unknown): IssuanceError =>
  error instanceof IssuanceError ? error : new IssuanceError('bad-copy', String(error));

interface QuestionProps extends Pick<ViewProps, 'locale'> {
  offered: Offered;
  accept(code: string | undefined): Promise<void>;
}

function Question({ locale, offered, accept }: QuestionProps) {
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { issuer, offer } = offered;
  const cards = cardsOffered(offered);
  const wanted = offer.preAuthorized?.transactionCode;

  function send(): void {
    const typed = code.replaceAll(/[\s-]/g, '');
    const wrong = !wanted || fits(typed, wanted) ? undefined : wrongCode();
    setProblem(wrong);
    if (wrong !== undefined || busy) return;
    setBusy(true);
    void accept(wanted && typed);
  }

  const wrongCode = (): string =>
    wanted?.length && wanted.numeric ? fill(WORDS.codeDigits, locale, { n: wanted.length }) : WORDS.codeMissing[locale];

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Heading>{(cards.length > 1 ? WORDS.offeredMany : WORDS.offered)[locale]}</Heading>
      {cards.map((card) => (
        <p class="md-wallet-cards" key={card.id}>
          <CardFace card={faceOf(card, issuer)} locale={locale} />
        </p>
      ))}
      <p class="govuk-body">{fill(WORDS.from, locale, { issuer: nameOf(issuer)[locale] })}</p>
      {wanted && (
        <Field
          label={WORDS.code[locale]}
          hint={wanted.description ?? WORDS.codeHint[locale]}
          value={code}
          onValue={setCode}
          numeric={wanted.numeric}
          code
          narrow
          error={problem}
        />
      )}
      {!offer.preAuthorized && <p class="govuk-body">{WORDS.signInHelp[locale]}</p>}
      <p class="govuk-body" role="status">
        {busy && WORDS.taking[locale]}
      </p>
      <div class="md-wallet-buttons">
        <Button disabled={busy}>{(offer.preAuthorized ? WORDS.take : WORDS.signIn)[locale]}</Button>
        <LinkButton href="#" kind="secondary">
          {WORDS.no[locale]}
        </LinkButton>
      </div>
    </form>
  );
}

const fits = (typed: string, { numeric, length }: { numeric: boolean; length?: number }): boolean =>
  typed !== '' && (!numeric || /^\d+$/.test(typed)) && (length === undefined || typed.length === length);

const same = (text: string) => ({ ko: text, 'zh-Hant': text, en: text });
const nameOf = ({ display, id }: Issuer) => textIn(display, 'name') ?? same(new URL(id).host);

/** The card as it will look; of what it says nothing is known yet. */
const faceOf = ({ display, type }: Configuration, issuer: Issuer) => ({
  title: textIn(display, 'name') ?? same(type),
  issuerName: nameOf(issuer),
  look: { ...lookOf(display), face: [] },
  claims: [],
});
