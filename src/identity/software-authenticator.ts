import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { MAKER_CERTIFICATE, MAKER_KEY } from './attestation-certificate.ts';

/*
 * An authenticator for tests: ES256 keys, the attestations `none` and `packed`, the CBOR that these need (RFC 8949).
 * https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data
 */

type Cbor = number | string | Buffer | Cbor[] | Map<Cbor, Cbor>;

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  if (size < 256) return Buffer.from([(major << 5) | 24, size]);
  return Buffer.from([(major << 5) | 25, size >> 8, size & 0xff]);
}

/** CBOR of integers, texts, byte strings, arrays and maps up to 65,535 long. */
export function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, entry]) => [cbor(key), cbor(entry)])]);
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const ES256 = -7;
const [USER_PRESENT, USER_VERIFIED, HAS_CREDENTIAL] = [0x01, 0x04, 0x40];

/** What a test may have it do differently from a well-behaved one. */
export interface Misbehaviour {
  origin?: string;
  rpId?: string;
  type?: string;
  /** What it says of itself; nothing unless stated. `wrong` is `self` with a wrong signature (§8.2). */
  attestation?: 'none' | 'self' | 'wrong' | 'maker';
  userHandle?: string | undefined;
  flags?: number;
  counter?: number;
  signature?: string;
}

/** Holds one credential. */
export class SoftwareAuthenticator {
  readonly id = randomBytes(16);
  readonly #origin: string;
  readonly #key: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #userHandle = '';
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Answers `navigator.credentials.create()`. */
  create(options: { challenge: string; rp: { id?: string }; user: { id: string } }, odd: Misbehaviour = {}) {
    this.#userHandle = options.user.id;
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' });
    // COSE_Key (RFC 9052 §7, RFC 9053 §7.1): kty EC2, alg, crv P-256, x, y.
    const cose = new Map<Cbor, Cbor>().set(1, 2).set(3, ES256).set(-1, 1);
    cose.set(-2, Buffer.from(x!, 'base64url')).set(-3, Buffer.from(y!, 'base64url'));
    const size = Buffer.from([0, this.id.length]);
    const credential = Buffer.concat([Buffer.alloc(16), size, this.id, cbor(cose)]);
    const authData = this.#authenticatorData(odd.rpId ?? options.rp.id!, HAS_CREDENTIAL, credential, odd);
    const clientData = this.#clientData('webauthn.create', options.challenge, odd);
    const statement = this.#statement(odd.attestation ?? 'none', Buffer.concat([authData, sha256(clientData)]));
    const attestation = new Map<Cbor, Cbor>([
      ['fmt', statement.size === 0 ? 'none' : 'packed'],
      ['attStmt', statement],
      ['authData', authData],
    ]);
    return this.#credential({
      clientDataJSON: clientData.toString('base64url'),
      attestationObject: cbor(attestation).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers `navigator.credentials.get()`. */
  get(options: { challenge: string; rpId?: string }, odd: Misbehaviour = {}) {
    const authData = this.#authenticatorData(odd.rpId ?? options.rpId!, 0, Buffer.alloc(0), odd);
    const clientData = this.#clientData('webauthn.get', options.challenge, odd);
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.#key.privateKey);
    return this.#credential({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: odd.signature ?? signature.toString('base64url'),
      userHandle: 'userHandle' in odd ? odd.userHandle : this.#userHandle,
    });
  }

  #statement(kind: 'none' | 'self' | 'wrong' | 'maker', signed: Buffer): Map<Cbor, Cbor> {
    if (kind === 'none') return new Map();
    const signature = sign('sha256', signed, kind === 'self' ? this.#key.privateKey : MAKER_KEY);
    const statement = new Map<Cbor, Cbor>().set('alg', ES256).set('sig', signature);
    return kind === 'maker' ? statement.set('x5c', [MAKER_CERTIFICATE]) : statement;
  }

  #credential<Response>(response: Response) {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key' as const, response, clientExtensionResults: {} };
  }

  #clientData(type: string, challenge: string, odd: Misbehaviour): Buffer {
    const origin = odd.origin ?? this.#origin;
    return Buffer.from(JSON.stringify({ type: odd.type ?? type, challenge, origin, crossOrigin: false }));
  }

  #authenticatorData(rpId: string, extraFlags: number, credential: Buffer, odd: Misbehaviour): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(odd.counter ?? ++this.#counter);
    const flags = (odd.flags ?? USER_PRESENT | USER_VERIFIED) | extraFlags;
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter, credential]);
  }
}
