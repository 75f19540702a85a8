import type { CDPSession, Page } from 'playwright-core';

/** A device of a page's browser that keeps passkeys. */
export interface Authenticator {
  devtools: CDPSession;
  authenticatorId: string;
}

/**
 * Gives a page's browser a device that keeps passkeys, and whose owner says yes whenever it asks.
 * @param prf whether it gives secrets, too (WebAuthn Level 3 section 10.1.4).
 */
export async function addAuthenticator(page: Page, { prf = false } = {}): Promise<Authenticator> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasPrf: prf },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return { devtools, authenticatorId };
}
