import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCheckpoint } from '../note/checkpoint.ts';
import { cosignerOf, signerOf } from '../note/key.ts';
import { parseNote } from '../note/note.ts';
import { claimsOf, examineReceipt, findingOf, trustFor } from './examine.ts';
import { openingOf, type ReceiptFile, readReceipt } from './file.ts';
import {
  checkpointOf,
  contentOf,
  leavesOf,
  madeReceipt,
  POLICY_OF_ALL,
  signer,
  stranger,
  WITNESSED_AT,
  witnesses,
} from './receipt-fixture.ts';
import type { CheckId } from './verify.ts';

const SIZE = 11;
const file = await madeReceipt({ size: SIZE, index: 6 });
const [neighbour, smaller, leaves] = await Promise.all([
  madeReceipt({ size: SIZE, index: 7 }),
  madeReceipt({ size: SIZE - 1, index: 6 }),
  leavesOf(SIZE),
]);

const examine = (changed: Partial<ReceiptFile> = {}, policy = POLICY_OF_ALL) => {
  const receipt = { ...file, ...changed };
  return examineReceipt(receipt, openingOf(receipt), policy);
};

/** The checks that do not pass. */
async function refusedBy(changed: Partial<ReceiptFile>, policy = POLICY_OF_ALL): Promise<CheckId[]> {
  const { outcome, checks } = await examine(changed, policy);
  const refused = checks.filter(({ ok }) => ok === false).map(({ id }) => id);
  assert.equal(outcome, refused.length > 0 ? 'disproved' : 'proved');
  return refused;
}

test('a receipt is proved, with who has witnessed it and when', async () => {
  assert.deepEqual(await examine(), {
    outcome: 'proved',
    checks: [
      { id: 'content-matches', ok: true },
      { id: 'leaf-in-tree', ok: true },
      { id: 'checkpoint-signed', ok: true },
      { id: 'checkpoint-witnessed', ok: true },
    ],
    witnesses: [
      { name: 'w1', time: WITNESSED_AT },
      { name: 'w2', time: WITNESSED_AT },
    ],
    asksWitnesses: true,
  });
  const { leaf, origin } = claimsOf(file);
  assert.deepEqual([leaf.kind, leaf.agency, origin], ['case.decided', 'social-affairs', signer.name]);
});

test('once the salt is gone, the other three checks still run', async () => {
  const { checks, outcome } = await examine({ salt: undefined, content: undefined });
  assert.equal(outcome, 'proved');
  assert.deepEqual(
    checks.map(({ id }) => id),
    ['leaf-in-tree', 'checkpoint-signed', 'checkpoint-witnessed'],
  );
});

test('a receipt that is forged is refused by the check that covers it', async () => {
  const at = (index: number) => Buffer.from(leaves[index]!).toString('base64');
  const [text, ...signatures] = file.checkpoint.split('\n\n');
  const [ofLog, ofFirst, ofSecond] = signatures.join('').split('\n');
  const note = (...lines: (string | undefined)[]) => `${text}\n\n${lines.join('\n')}\n`;
  const larger = file.checkpoint.replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`);
  const impostor = signerOf(signer.name, Buffer.alloc(32, 8));

  // Another content, another salt, another leaf or place
  assert.deepEqual(await refusedBy({ content: contentOf(7) }), ['content-matches']);
  assert.deepEqual(await refusedBy({ salt: neighbour.salt }), ['content-matches']);
  assert.deepEqual(await refusedBy({ leaf: at(7) }), ['content-matches', 'leaf-in-tree']);
  assert.deepEqual(await refusedBy({ index: 7 }), ['leaf-in-tree']);
  assert.deepEqual(await refusedBy({ proof: neighbour.proof }), ['leaf-in-tree']);
  // The proof of another size, or a checkpoint of one that the proof does not fit
  assert.deepEqual(await refusedBy({ proof: smaller.proof, size: smaller.size }), ['leaf-in-tree']);
  assert.deepEqual(await refusedBy({ checkpoint: smaller.checkpoint }), ['leaf-in-tree']);
  assert.deepEqual(await refusedBy({ checkpoint: smaller.checkpoint, size: smaller.size }), ['leaf-in-tree']);
  assert.deepEqual(await refusedBy({ checkpoint: larger, size: SIZE + 1 }), [
    'checkpoint-signed',
    'checkpoint-witnessed',
  ]);
  // The checkpoint of another log, even where this log's key signed it, or of somebody who took its name
  assert.deepEqual(await refusedBy({ checkpoint: checkpointOf(leaves, 'log.example.org/other') }), [
    'checkpoint-signed',
  ]);
  assert.deepEqual(await refusedBy({ checkpoint: checkpointOf(leaves, signer.name, witnesses, impostor) }), [
    'checkpoint-signed',
  ]);
  assert.deepEqual(await refusedBy({ checkpoint: note(ofFirst, ofSecond) }), ['checkpoint-signed']);
  // Too few witnesses, one of them twice, a stranger in the place of one, a stranger in the name of one
  assert.deepEqual(await refusedBy({ checkpoint: note(ofLog) }), ['checkpoint-witnessed']);
  assert.deepEqual(await refusedBy({ checkpoint: note(ofLog, ofFirst) }), ['checkpoint-witnessed']);
  assert.deepEqual(await refusedBy({ checkpoint: note(ofLog, ofFirst, ofFirst) }), ['checkpoint-witnessed']);
  const replaced = (by: typeof stranger) => checkpointOf(leaves, signer.name, [witnesses[0]!, by]);
  assert.deepEqual(await refusedBy({ checkpoint: replaced(stranger) }), ['checkpoint-witnessed']);
  const pretender = cosignerOf(witnesses[1]!.name, { algorithm: 'ed25519', seed: Buffer.alloc(32, 14) });
  assert.deepEqual(await refusedBy({ checkpoint: replaced(pretender) }), ['checkpoint-witnessed']);
  // The log itself is no witness, and neither is a cosignature on another state
  assert.deepEqual(await refusedBy({ checkpoint: note(ofLog, ofFirst, ofLog) }), ['checkpoint-witnessed']);
  const stale = smaller.checkpoint.trimEnd().split('\n').at(-1);
  assert.deepEqual(await refusedBy({ checkpoint: note(ofLog, ofFirst, stale) }), ['checkpoint-witnessed']);
});

test('one witness under two names counts for none', async () => {
  const [first] = witnesses;
  const twice = `log ${signer.vkey}\nwitness a ${first!.vkey}\nwitness b ${first!.vkey}\ngroup g 2 a b\nquorum g\n`;
  assert.deepEqual(await refusedBy({}, twice), ['checkpoint-signed', 'checkpoint-witnessed']);
});

test('a log that asks for no witnesses is said to stand alone', async () => {
  const { checks, asksWitnesses, witnesses: seen, outcome } = await examine({}, `log ${signer.vkey}\nquorum none\n`);
  assert.deepEqual([outcome, asksWitnesses, seen], ['proved', false, []]);
  assert.deepEqual(
    checks.map((check) => findingOf(check, asksWitnesses)),
    ['ok', 'ok', 'ok', 'alone'],
  );
});

test('whichever bit of a file is changed, it is not read or not proved', async () => {
  const { policy: _, ...rest } = file;
  const bytes = Buffer.from(JSON.stringify(rest, null, 2));
  const proved = async (changed: Buffer): Promise<boolean> => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(changed);
      const read = readReceipt(`${text.slice(0, -1)},"policy":${JSON.stringify(POLICY_OF_ALL)}}`);
      return (await examineReceipt(read, openingOf(read), POLICY_OF_ALL)).outcome === 'proved';
    } catch {
      return false;
    }
  };
  assert.ok(await proved(bytes));
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 2), fc.nat(7), async (place, bit) => {
      const changed = Buffer.from(bytes);
      changed[place]! ^= 1 << bit;
      assert.equal(await proved(changed), false, changed.toString());
    }),
    { numRuns: 400 },
  );
});

test('whichever bit of a leaf, hash, signature or salt is changed, the check that covers it fails', async () => {
  const covers: Record<'leaf' | 'proof' | 'salt', CheckId> = {
    leaf: 'leaf-in-tree',
    proof: 'leaf-in-tree',
    salt: 'content-matches',
  };
  const flip = (text: string, encoding: 'base64' | 'base64url', place: number) => {
    const bytes = Buffer.from(text, encoding);
    bytes[place % bytes.length]! ^= 1 << (place % 8);
    return bytes.toString(encoding);
  };
  const members = fc.constantFrom(...(Object.keys(covers) as (keyof typeof covers)[]));
  await fc.assert(
    fc.asyncProperty(members, fc.nat(), async (member, place) => {
      const changed = {
        leaf: { leaf: flip(file.leaf, 'base64', place) },
        proof: {
          proof: file.proof.map((hash, at) => (at === place % file.proof.length ? flip(hash, 'base64', place) : hash)),
        },
        salt: { salt: flip(file.salt!, 'base64url', place) },
      }[member];
      assert.ok((await refusedBy(changed)).includes(covers[member]));
    }),
  );
});

test('a receipt verifies wherever it stands, in a log of any size', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), async (size, seed) => {
      const made = await madeReceipt({ size, index: seed % size });
      assert.equal((await examineReceipt(made, openingOf(made), POLICY_OF_ALL)).outcome, 'proved');
      assert.equal(parseCheckpoint(parseNote(made.checkpoint).text).size, size);
    }),
    { numRuns: 25 },
  );
});

test('the keys are one’s own, else those of the site for its own log, else those of the file', () => {
  const site = POLICY_OF_ALL;
  assert.deepEqual(trustFor(file), { keys: 'file', policy: file.policy });
  assert.deepEqual(trustFor(file, { site }), { keys: 'site', policy: site });
  assert.deepEqual(trustFor(file, { site, own: 'quorum none' }), { keys: 'own', policy: 'quorum none' });
  const other = { ...file, checkpoint: checkpointOf(leaves, 'log.example.org/acts2') };
  assert.equal(trustFor(other, { site }).keys, 'file');
  assert.equal(trustFor({ ...file, checkpoint: '' }, { site }).keys, 'file');
});

test('whoever brings keys along in the name of the site’s log is found out', async () => {
  const impostor = signerOf(signer.name, Buffer.alloc(32, 8));
  const forged = {
    ...file,
    checkpoint: checkpointOf(leaves, signer.name, [], impostor),
    policy: `log ${impostor.vkey}\nquorum none\n`,
  };
  assert.equal((await examineReceipt(forged, openingOf(forged), forged.policy)).outcome, 'proved');
  const { keys, policy } = trustFor(forged, { site: POLICY_OF_ALL });
  assert.equal(keys, 'site');
  assert.equal((await examineReceipt(forged, openingOf(forged), policy)).outcome, 'disproved');
});
