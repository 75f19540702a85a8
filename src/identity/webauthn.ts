import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { COSEALG, decodeAttestationObject } from '@simplewebauthn/server/helpers';
import { AppError, type Db, first, run, sql } from '../kernel/index.ts';
import { drawChallenge, takeChallenge } from './challenges.ts';
import type { Means } from './means.ts';
import { MOST_PASSKEYS, passkeysOf } from './passkeys.ts';

/*
 * The two ceremonies of Web Authentication (https://www.w3.org/TR/webauthn-3/): §7.1 registration, §7.2 sign-in.
 * Credentials are discoverable, so that nobody types who they are. The user is verified (by finger, face or code)
 * where the authenticator can: `preferred` leaves no one out who has only a simple security key.
 */

/** The site as authenticators see it. */
export interface RelyingParty {
  /** Its name in the reader's language. */
  name: string;
  /** Its own origin, for example `https://example.org`. A bare IP address is refused by browsers. */
  origin: string;
}

/** Named here, because the library's own list tries out what Node still calls experimental, with a warning. */
const ALGORITHMS = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256];

const rpIdOf = (party: RelyingParty) => new URL(party.origin).hostname;
const bytesOf = (base64url: string) => Uint8Array.from(Buffer.from(base64url, 'base64url'));

/** The user handle (§5.4.3) is the person's opaque id: 16 bytes without anything personal. */
const handleOf = (person: string) => Uint8Array.from(Buffer.from(person.replaceAll('-', ''), 'hex'));

const notAccepted = (cause?: unknown) =>
  new AppError('not-signed-in', 'This passkey was not accepted. Try again, or sign in another way.', { cause });

/**
 * What `navigator.credentials.create()` is to be given.
 * @param userName what the authenticator shows in its list of accounts.
 * @throws AppError `conflict` when the person has as many passkeys as one may.
 */
export async function registrationOptions(
  db: Db,
  party: RelyingParty,
  person: string,
  userName: string,
  at: Date,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const existing = await passkeysOf(db, person);
  if (existing.length >= MOST_PASSKEYS) {
    throw new AppError('conflict', `You have ${MOST_PASSKEYS} passkeys. Delete one before you add another.`);
  }
  return generateRegistrationOptions({
    rpName: party.name,
    rpID: rpIdOf(party),
    userID: handleOf(person),
    userName,
    userDisplayName: userName,
    challenge: bytesOf(await drawChallenge(db, person, at)),
    supportedAlgorithmIDs: ALGORITHMS,
    attestationType: 'none',
    excludeCredentials: existing.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    // Some authenticators give secrets (Level 3 §10.1.4) only where that was asked for when the passkey was made.
    extensions: { prf: {} },
  });
}

/**
 * Keeps the passkey that an authenticator made (§7.1) for a person.
 * @returns its credential id.
 * @throws AppError `gone` for a challenge that is old, used or another's, `invalid` for a credential that does not
 *   hold, `conflict` for one that is registered already.
 */
export async function register(
  db: Db,
  party: RelyingParty,
  person: string,
  made: { credential: RegistrationResponseJSON; title: string },
  at: Date,
): Promise<string> {
  const { credential } = made;
  const challenge = await answeredChallenge(db, credential, person, at);
  const { id, publicKey, counter } = await verifiedCredential(credential, challenge, party);
  const added = await run(
    db,
    sql`insert into identity.passkey (id, person, public_key, counter, transports, title, created_at)
      values (${id}, ${person}, ${Buffer.from(publicKey)}, ${counter},
        ${credential.response.transports ?? []}::text[], ${made.title}, ${at}) on conflict do nothing`,
  );
  if (added === 0) throw new AppError('conflict', 'This passkey is registered already.');
  return id;
}

async function verifiedCredential(credential: RegistrationResponseJSON, challenge: string, party: RelyingParty) {
  try {
    refuseCertificates(credential);
    const { registrationInfo } = await verifyRegistrationResponse({
      response: credential,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: rpIdOf(party),
      supportedAlgorithmIDs: ALGORITHMS,
      requireUserVerification: false,
    });
    if (registrationInfo) return registrationInfo.credential;
    throw new Error('the attestation signature is wrong');
  } catch (cause) {
    throw new AppError('invalid', 'This passkey could not be registered. Try again.', { cause });
  }
}

/**
 * We ask for no attestation, and browsers then send none or a self-attestation (§5.1.3). Anything else brings
 * certificates, which we would trust no more, and whose revocation lists the library may fetch over the network.
 */
function refuseCertificates(credential: RegistrationResponseJSON): void {
  const attestation = decodeAttestationObject(bytesOf(credential.response.attestationObject));
  const format = attestation.get('fmt');
  const isSelfMade = format === 'packed' && attestation.get('attStmt').get('x5c') === undefined;
  if (format !== 'none' && !isSelfMade) throw new Error(`attestation of format ${format}`);
}

/**
 * What `navigator.credentials.get()` is to be given.
 * @param owner whose passkeys alone will do, with finger, face or code; anybody's if absent.
 */
export async function authenticationOptions(
  db: Db,
  party: RelyingParty,
  at: Date,
  owner?: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const challenge = bytesOf(await drawChallenge(db, null, at));
  return generateAuthenticationOptions({
    rpID: rpIdOf(party),
    challenge,
    userVerification: owner ? 'required' : 'preferred',
    ...(owner && { allowCredentials: (await passkeysOf(db, owner)).map(({ id }) => ({ id })) }),
  });
}

/** Whose passkey answered, and whether the authenticator made sure of them by finger, face or code. */
export interface Authenticated {
  person: string;
  means: Extract<Means, 'passkey' | 'touch'>;
}

/**
 * The person whose passkey answered a challenge (§7.2).
 * @throws AppError `gone` for a challenge that is old or used, `not-signed-in` for everything else, without saying what.
 */
export async function authenticate(
  db: Db,
  party: RelyingParty,
  credential: AuthenticationResponseJSON,
  at: Date,
): Promise<Authenticated> {
  const challenge = await answeredChallenge(db, credential, null, at);
  const { person, means } = await answerTo(challenge, db, party, credential, at);
  return { person, means };
}

/**
 * The passkey that answered this very challenge, and whose it is.
 * @returns besides the key with which the answer can be checked again (COSE_Key).
 * @throws AppError `not-signed-in`, without saying why.
 */
export async function answerTo(
  challenge: string,
  db: Db,
  party: RelyingParty,
  credential: AuthenticationResponseJSON,
  at: Date,
): Promise<Authenticated & { publicKey: Buffer }> {
  const passkey = await first(
    db,
    sql<{ person: string; public_key: Buffer; counter: number }>`
      select person, public_key, counter from identity.passkey where id = ${credential.id}`,
  );
  // A discoverable credential says whose it is, and that must be its owner.
  if (!passkey || !isHandleOf(passkey.person, credential.response.userHandle)) throw notAccepted();
  const { counter, means } = await verified(credential, challenge, party, passkey);
  // The counter only grows (§6.1.1); compared while writing, so that of two answers with one count the later fails.
  const used = await run(
    db,
    sql`update identity.passkey set counter = ${counter}, used_at = ${at}
      where id = ${credential.id} and (counter < ${counter} or (counter = 0 and ${counter} = 0))`,
  );
  if (used === 0) throw notAccepted();
  return { person: passkey.person, means, publicKey: passkey.public_key };
}

async function verified(
  credential: AuthenticationResponseJSON,
  challenge: string,
  party: RelyingParty,
  passkey: { public_key: Buffer; counter: number },
): Promise<{ counter: number } & Pick<Authenticated, 'means'>> {
  try {
    const { verified: holds, authenticationInfo } = await verifyAuthenticationResponse({
      response: credential,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: rpIdOf(party),
      credential: { id: credential.id, publicKey: Uint8Array.from(passkey.public_key), counter: passkey.counter },
      requireUserVerification: false,
    });
    if (!holds) throw new Error('the signature is wrong');
    const { newCounter: counter, userVerified } = authenticationInfo;
    return { counter, means: userVerified ? 'passkey' : 'touch' };
  } catch (cause) {
    throw notAccepted(cause);
  }
}

function isHandleOf(person: string, handle: string | undefined): boolean {
  return handle !== undefined && Buffer.from(handle, 'base64url').equals(handleOf(person));
}

/** Reads which challenge an authenticator answered and takes it back before anything else, right or wrong. */
async function answeredChallenge(
  db: Db,
  credential: { response: { clientDataJSON: string } },
  registrant: string | null,
  at: Date,
): Promise<string> {
  const challenge = challengeIn(credential.response.clientDataJSON);
  if (challenge && (await takeChallenge(db, challenge, registrant, at))) return challenge;
  throw new AppError('gone', 'This took too long, or was sent twice. Try again.');
}

/** The challenge in the client data (§5.8.1), if it reads as one of ours. */
function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString());
    return typeof challenge === 'string' && /^[\w-]{43}$/.test(challenge) ? challenge : undefined;
  } catch {
    return undefined;
  }
}
