import { useEffect, useState } from 'preact/hooks';
import { readReturn } from '../issuance/authorization.ts';
import { configurationsOf, type Delivered, deliver } from '../issuance/issue.ts';
import { IssuanceError } from '../issuance/problem.ts';
import { afterReturn } from '../issuance/sign-in.ts';
import type { ViewProps } from '../view.ts';
import { problemOf } from './offer.tsx';
import { Done, Failed } from './outcome.tsx';
import { ADD_WORDS as WORDS } from './words.ts';

/** Somebody is back from a sign-in: what they went for is fetched. */
export function ReturnView({ wallet, locale, rest, go }: ViewProps) {
  const [came, setCame] = useState<Delivered | IssuanceError>();
  useEffect(() => {
    void goOn().catch((error) => setCame(problemOf(error)));
  }, [rest]);

  async function goOn(): Promise<void> {
    const returned = readReturn(rest);
    if (!returned) throw new IssuanceError('not-begun');
    // The code is good once: it does not stay in the address.
    history.replaceState(null, '', location.pathname);
    const { begun, issuer, redeemed } = await afterReturn(wallet, fetch.bind(globalThis), returned);
    if (begun.purpose === 'move') return go(`move?${new URLSearchParams({ issuer: issuer.id })}`);
    const configurations = configurationsOf(issuer, begun.configurations);
    setCame(await deliver(wallet, fetch.bind(globalThis), { issuer, configurations }, redeemed));
  }

  if (came instanceof IssuanceError) return <Failed locale={locale} error={came} />;
  if (came) return <Done locale={locale} delivered={came} />;
  return (
    <p class="govuk-body" role="status">
      {WORDS.taking[locale]}
    </p>
  );
}
