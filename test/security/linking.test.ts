import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { personOf } from '../../src/credentials/cards/testing.ts';
import { type FormatKind, grantCard, issueCopies, sha256Of } from '../../src/credentials/index.ts';
import {
  bindKey,
  CODE_PREFIX,
  decodeCbor,
  deviceResponse,
  disclose,
  fromBase45,
  MDL,
  showOf,
  type Unsigned,
} from '../../src/formats/index.ts';
import { partsOf } from '../../src/formats/mdoc/testing/parts.ts';
import { transaction } from '../../src/kernel/index.ts';
import { testGovernment } from '../support/government.ts';

/*
 * Two verifiers put together what they were shown. Whatever stands in every show of one person's card and in none of
 * somebody else's, of whom the same was shown, tells that they saw the same person.
 */

const { gov } = await testGovernment();
const TYPE = 'driving-licence';
/** So many shows of each: what stands in all of them by chance is of few values, and would stand in the others', too. */
const SHOWS = 10;
const MINUTE = 60_000;

/** What a verifier sees of a copy: whether its holder is 18 or older. */
type Shower = (copy: string, key: KeyObject) => Parts;
type Parts = ReadonlyMap<string, string>;

const seconds = () => Math.floor(gov.clock.now().getTime() / 1000);
const signed = <T>({ input, finish }: Unsigned<T>, key: KeyObject): T =>
  finish(sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' }));

const SHOWERS: Record<FormatKind, Shower> = {
  'dc+sd-jwt'(copy, key) {
    const asked = { alg: 'ES256', nonce: randomUUID(), audience: randomUUID(), at: seconds() } as const;
    const shown = disclose(copy, [['age_equal_or_over', '18']], sha256Of);
    return new Map(partsOfSdJwt(signed(bindKey(shown, asked, sha256Of), key)));
  },
  mso_mdoc(copy, key) {
    const issuerSigned = new Uint8Array(Buffer.from(copy, 'base64url'));
    // A transcript is of one request: an array of three, of which the last is drawn anew.
    const transcript = new Uint8Array([0x83, 0xf6, 0xf6, 0x50, ...randomBytes(16)]);
    const elements = { [MDL.namespace]: ['age_over_18'] };
    return new Map(
      partsOf(decodeCbor(signed(deviceResponse({ issuerSigned, elements, transcript, alg: 'ES256' }), key))),
    );
  },
  compact(copy, key) {
    const claims = ['age_equal_or_over.18'];
    const text = signed(showOf({ copy, claims, at: seconds() }, { sha256: sha256Of }), key);
    return new Map(partsOf(decodeCbor(fromBase45(text.slice(CODE_PREFIX.length))!)));
  },
};

/** Everything in an SD-JWT with its key binding, each with the way to it. */
function partsOfSdJwt(text: string): [string, string][] {
  const [issued, ...rest] = text.split('~');
  const binding = rest.pop()!;
  const jwtParts = (jwt: string, way: string) => {
    const [header, payload, signature] = jwt.split('.');
    const read = (part: string, where: string) => partsOfJson(JSON.parse(decoded(part)), `${way}/${where}`);
    return [...read(header!, 'header'), ...read(payload!, 'payload'), [`${way}/signature`, signature!]] as [
      string,
      string,
    ][];
  };
  const disclosures = rest.flatMap((one) => partsOfJson(JSON.parse(decoded(one)), 'disclosure'));
  return [...jwtParts(issued!, 'issued'), ...disclosures, ...jwtParts(binding, 'binding')];
}

const decoded = (part: string) => Buffer.from(part, 'base64url').toString();

function partsOfJson(value: unknown, way: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[way, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([name, inner]) => partsOfJson(inner, `${way}/${name}`));
}

/** So many shows of a card, each of a copy of its own, at different times to different verifiers. */
async function showsOf(person: string, format: FormatKind, copies = SHOWS): Promise<Parts[]> {
  const pairs = Array.from({ length: copies }, () => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  const texts = await transaction(gov.db, async (tx) => {
    const card = await grantCard(tx, gov, { person, type: TYPE });
    const keys = pairs.map(({ publicKey }) => publicKey.export({ format: 'jwk' }));
    return issueCopies(tx, gov, { card, format, keys, wallet: randomUUID(), request: randomUUID() });
  });
  return Array.from({ length: SHOWS }, (_, nth) => {
    gov.clock.advance(MINUTE);
    return SHOWERS[format](texts[nth % copies]!, pairs[nth % copies]!.privateKey);
  });
}

/** What stands in every show of one, and in none of the other's. */
function tellsApart(ones: readonly Parts[], others: readonly Parts[]): string[] {
  const [first, ...more] = ones;
  const alike = [...first!].filter(([way, value]) => more.every((show) => show.get(way) === value));
  const told = alike.filter(([way, value]) => !others.some((show) => show.get(way) === value));
  return told.map(([way, value]) => `${way} = ${value}`);
}

describe('two verifiers who put together what they were shown of one card', () => {
  let mother: string;
  let father: string;
  before(async () => {
    [mother, father] = [await personOf(gov, 'A200000012'), await personOf(gov, 'A100000010')];
  });

  for (const format of Object.keys(SHOWERS) as FormatKind[]) {
    test(`find nothing by which to know its holder again: ${format}`, async () => {
      const [hers, his] = [await showsOf(mother, format), await showsOf(father, format)];
      assert.ok(hers[0]!.size > 5);
      assert.deepEqual(tellsApart(hers, his), []);
      assert.deepEqual(tellsApart(his, hers), []);
    });

    test(`find it at once where a copy is shown twice: ${format}`, async () => {
      const [again, his] = [await showsOf(mother, format, 1), await showsOf(father, format)];
      assert.ok(tellsApart(again, his).length >= 3, 'its key, its place in a status list, its signature');
    });
  }
});
