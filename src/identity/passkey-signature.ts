import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { AppError, type Db } from '../kernel/index.ts';
import { passkeysOf } from './passkeys.ts';
import { answerTo, type RelyingParty } from './webauthn.ts';

/*
 * Signing by passkey. An authenticator signs what it answers to a challenge (Web Authentication §6.3.3): where that is the
 * hash of a document, its answer is a signature of the document, which anybody can check later.
 */

/** A document's signature, with all that is needed to check it. */
export interface PasskeySignature {
  /** The site at which it was signed, and the origin that the browser put into what was signed. */
  rpId: string;
  origin: string;
  /** COSE_Key (RFC 9052 §7), base64url. */
  publicKey: string;
  assertion: AuthenticationResponseJSON;
}

/**
 * What `navigator.credentials.get()` is to be given for a signature with finger, face or code.
 * @param challenge SHA-256 of the document, base64url.
 * @returns undefined for who has no passkey.
 */
export async function signingOptions(
  db: Db,
  party: Pick<RelyingParty, 'origin'>,
  person: string,
  challenge: string,
): Promise<PublicKeyCredentialRequestOptionsJSON | undefined> {
  const passkeys = await passkeysOf(db, person);
  if (passkeys.length === 0) return undefined;
  return {
    challenge,
    rpId: new URL(party.origin).hostname,
    allowCredentials: passkeys.map(({ id }) => ({ id, type: 'public-key' })),
    userVerification: 'required',
    timeout: 300_000,
  };
}

/**
 * Takes a person's signature of a document. That it is taken once is up to the caller, whose document has a nonce.
 * @throws AppError `forbidden` for what is no signature of this document by a passkey of theirs.
 */
export async function signByPasskey(
  tx: Db,
  party: RelyingParty,
  { person, challenge, credential }: { person: string; challenge: string; credential: AuthenticationResponseJSON },
  at: Date,
): Promise<PasskeySignature> {
  const notSigned = (cause?: unknown) =>
    new AppError(
      'forbidden',
      {
        ko: '내 패스키로 서명되지 않았어요. 다시 시도해 주세요.',
        'zh-Hant': '這不是以您的密碼金鑰簽署的，請再試一次。',
        en: 'This was not signed by your passkey. Try again.',
      },
      { cause },
    );
  const answered = await answerTo(challenge, tx, party, credential, at).catch((cause) => {
    throw notSigned(cause);
  });
  if (answered.person !== person || answered.means !== 'passkey') throw notSigned();
  const { id, rawId, type, response } = credential;
  return {
    rpId: new URL(party.origin).hostname,
    origin: party.origin,
    publicKey: answered.publicKey.toString('base64url'),
    // Of the answer only what was signed and its signature: the handle is the person's id.
    assertion: {
      ...{ id, rawId, type, clientExtensionResults: {} },
      response: {
        clientDataJSON: response.clientDataJSON,
        authenticatorData: response.authenticatorData,
        signature: response.signature,
      },
    },
  };
}

/** Whether somebody signed the document of this challenge, at this site, with finger, face or code (§7.2). */
export async function verifyPasskeySignature(
  { rpId, origin, publicKey, assertion }: PasskeySignature,
  challenge: string,
): Promise<boolean> {
  try {
    const { verified } = await verifyAuthenticationResponse({
      response: assertion,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      // It was compared when it was taken; here it says nothing.
      credential: { id: assertion.id, publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')), counter: 0 },
      requireUserVerification: true,
    });
    return verified;
  } catch {
    return false;
  }
}
