import { checkTrustList, PHONE_LEEWAY } from '../../../../formats/index.ts';
import { now } from '../../shared/clock.ts';
import { falseOneOf } from '../../shared/signatures.ts';

/** Whom a wallet believes who asks, and what they may ask for. */
export interface PartyTrust {
  /** Certificates, as DER, of the roots of those who are registered. */
  partyRoots: Uint8Array[];
  /** Thumbprints of certificates that are believed no more. */
  withdrawnParties: readonly string[];
  /** Who registers them. */
  registrar: { iss: string; roots: Uint8Array[] };
}

/** A list that should have been replaced is used for so long, in seconds: the server may be away. */
const GRACE = 7 * 86_400;

/** The list of those who may ask, from where this page comes from, with its signature checked. @throws Error where there is none. */
export async function partyTrust(): Promise<PartyTrust> {
  const [root, jwt] = await Promise.all([
    fetched('/issuers/trust-list/root.cer').then(async (answer) => new Uint8Array(await answer.arrayBuffer())),
    fetched('/trust-list').then((answer) => answer.text()),
  ]);
  const at = Math.floor(now() / 1_000);
  const checked = checkTrustList(jwt, {
    iss: location.origin,
    anchors: [root],
    at,
    grace: GRACE,
    leeway: PHONE_LEEWAY,
  });
  if (!checked.ok) throw new Error(`${checked.failed}: ${checked.why}`);
  const wrong = await falseOneOf(checked.signatures);
  if (wrong) throw new Error(`${wrong.what} is false`);
  const partyRoots = checked.list.partyRoots.map((text) => bytesOf(text));
  const { withdrawnParties = [] } = checked.list;
  return { partyRoots, withdrawnParties, registrar: { iss: checked.list.iss, roots: [root] } };
}

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

async function fetched(path: string): Promise<Response> {
  const answer = await fetch(path, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer;
}
