import { generateKeyPairSync, type JsonWebKey as NodeJwk } from 'node:crypto';
import { type Configuration, type errors as Errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';

/*
 * What all authorization servers of the house have in common: they sign nobody in, and remember nobody.
 */

/** Of each of them. */
export function houseRules(): Configuration {
  return {
    // Consent is of one request only: what was agreed to before says nothing of what is wanted now.
    loadExistingGrant: async ({ oidc }) =>
      oidc.result?.consent?.grantId ? oidc.provider.Grant.find(oidc.result.consent.grantId) : undefined,
    findAccount: async (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    expiresWithSession: async () => false,
    clientBasedCORS: () => false,
    renderError,
    // Nothing here is a JWT of its own, so that nobody needs this key; oidc-provider wants one.
    jwks: { keys: [throwAwayKey()] },
  };
}

/** Who decides is asked each time: to say who they are by the portal's session, and whether they agree. */
export function alwaysAsk(): interactionPolicy.DefaultPolicy {
  const { base, Check, Prompt } = interactionPolicy;
  const policy = base();
  policy.clear();
  const asks = (name: 'login' | 'consent') =>
    new Prompt(
      { name, requestable: true },
      new Check('portal', 'the portal asks', ({ oidc }: KoaContextWithOIDC) => oidc.result?.[name] === undefined),
    );
  policy.add(asks('login'));
  policy.add(asks('consent'));
  return policy;
}

/** Told as data: whoever sent a browser here makes a page of it. */
function renderError(context: KoaContextWithOIDC, out: Errors.OIDCProviderError | object): void {
  context.body = out;
}

function throwAwayKey(): NodeJwk {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
}
