import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import { LOCALES } from '../../kernel/index.ts';
import { canonicalJson } from '../canonical.ts';
import { checkpointOf } from '../note/signed.ts';
import { readTilesOf } from '../publish/source.ts';
import { plainProof, plainRoot } from '../tree/plain-tree.ts';
import {
  type Evidence,
  type EvidenceOf,
  formatMisbehaviour,
  isMisbehaviour,
  type Misbehaviour,
  readMisbehaviour,
  reportOf,
} from './file.ts';
import { convicts, verifyMisbehaviour } from './misbehaviour.ts';
import { compareTrees, proveLeaf } from './prove.ts';
import { actLeaf, EMPTY, grow, hashesOf, sign, sourceOf, TRUSTED, totalsLeaf } from './testing/lying-log.ts';
import { CHECK_WORDS, MEANING } from './words.ts';

const seen = { at: '2026-11-21T09:00:00.000Z', from: 'https://log.example.org/log', what: 'a test' };
const fileOf = (evidence: Evidence) => reportOf(evidence, { policy: TRUSTED, seen });
const failed = async (file: Misbehaviour, policy = TRUSTED) =>
  (await verifyMisbehaviour(file, policy)).filter(({ ok }) => ok !== true).map(({ id }) => id);

const tilesOf = (book: ReturnType<typeof sign>) =>
  readTilesOf(
    sourceOf(() => book),
    book.leaves.length,
  );
const base64 = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('base64'));

/** One proof of each kind that convicts, about logs of some dozen entries. */
async function proofs(): Promise<Misbehaviour[]> {
  const honest = grow(EMPTY, 11);
  const other = grow(EMPTY, 11, 'another');
  const longer = grow(other, 6);
  const wrong = sign([...honest.leaves, totalsLeaf({ transfers: 3, issued: '1000', sum: '0' })]);
  const silent = sign([...honest.leaves, actLeaf(12)]);
  const leavesOf = (book: ReturnType<typeof sign>, ...places: number[]) =>
    Promise.all(
      places.map((index) => {
        const leaf = book.leaves[index]!.toString('base64');
        return proveLeaf(
          { index, leaf },
          book.leaves.length,
          sourceOf(() => book),
        );
      }),
    );
  return Promise.all([
    fileOf({ kind: 'split', first: honest.note, second: other.note }),
    fileOf((await compareTrees(honest.note, longer.note, tilesOf(longer))) as EvidenceOf<'rewritten'>),
    fileOf({ kind: 'statement', checkpoint: wrong.note, leaves: await leavesOf(wrong, 11, 12) }),
    fileOf({ kind: 'no-statement', checkpoint: silent.note, leaves: await leavesOf(silent, 11, 12) }),
  ]);
}

describe('a proof of misbehaviour', () => {
  test('convicts, and reads back as it was written', async () => {
    for (const file of await proofs()) {
      assert.deepEqual(await failed(file), [], file.kind);
      assert.ok(convicts(await verifyMisbehaviour(file, TRUSTED)));
      assert.deepEqual(readMisbehaviour(formatMisbehaviour(file)), file);
      assert.ok(isMisbehaviour(file));
    }
  });

  test('convicts only a log whose key is trusted', async () => {
    for (const file of await proofs()) {
      assert.ok((await failed(file, 'quorum none\n')).some((id) => id.endsWith('-signed')));
      assert.notDeepEqual(await failed(file, 'no policy'), []);
    }
  });

  test('with any byte changed it is refused', async () => {
    for (const file of await proofs()) {
      const bytes = Buffer.from(formatMisbehaviour(file));
      const refused = await Promise.all(
        [...bytes].map((byte, at) => {
          const changed = Buffer.from(bytes);
          changed[at] = byte ^ (1 + (at % 255));
          return isRefused(changed);
        }),
      );
      assert.equal(refused.indexOf(false), -1, file.kind);
    }
  });

  test('with any part of the evidence changed it is refused, even if its digest is made to fit', async () => {
    for (const file of await proofs()) {
      const found = await Promise.all(changesOf(file).map(async (changed) => failed(await fileOf(changed))));
      assert.ok(found.length > 300 && found.every((checks) => checks.length > 0), file.kind);
    }
  });

  test('parts too many, too few or of another form are refused', async () => {
    const [split, rewritten, statement] = await proofs();
    for (const text of [
      '[]',
      'null',
      '{}',
      ...[
        { ...split!, extra: 1 },
        { ...split!, kind: 'toString' },
        { ...split!, version: 2 },
        { ...split!, seen: { ...seen, more: 'x' } },
        { ...rewritten!, proof: 'AAAA' },
        { ...statement!, leaves: [] },
      ].map((file) => canonicalJson(file)),
      ` ${formatMisbehaviour(split!)}`,
      JSON.stringify(split, null, 2),
    ])
      assert.throws(() => readMisbehaviour(text), Error, text);
  });

  test('checkpoints of two logs do not contradict each other', async () => {
    const [split] = await proofs();
    const { first, second } = split as EvidenceOf<'split'>;
    const file = await fileOf({ kind: 'split', first, second: second.replace('/acts', '/facts') });
    assert.ok((await failed(file)).includes('same-size'));
  });
});

async function isRefused(bytes: Buffer): Promise<boolean> {
  try {
    return !convicts(await verifyMisbehaviour(readMisbehaviour(bytes.toString('utf8')), TRUSTED));
  } catch {
    return true;
  }
}

/** The evidence with each of its texts and numbers changed a little, one at a time. */
function changesOf({ kind, ...file }: Misbehaviour): Evidence[] {
  const { version, policy, seen: _, sha256, ...evidence } = file;
  const changed = (value: unknown): unknown[] => {
    if (typeof value === 'number') return [value + 1, value - 1];
    if (typeof value === 'string') return [...value].map((_character, at) => nextCharacter(value, at));
    return Object.entries(value as object).flatMap(([name, member]) =>
      changed(member).map((other) =>
        Array.isArray(value) ? value.with(Number(name), other) : { ...(value as object), [name]: other },
      ),
    );
  };
  return changed(evidence).map((other) => ({ kind, ...(other as object) })) as Evidence[];
}

function nextCharacter(text: string, at: number): string {
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) + 1) + text.slice(at + 1);
}

describe('honest and dishonest trees', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }));
  const pairs = sizes.filter(([a, b]) => a !== b).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const leavesOf = (size: number, world = 'one') => Array.from({ length: size }, (_, at) => actLeaf(at, world));

  test('from any two trees of which one is not the beginning of the other, a proof can be made', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.nat(), async ([small, large], place) => {
        const leaves = leavesOf(large);
        const at = place % small;
        const first = sign(leaves.slice(0, small).with(at, actLeaf(at, 'another')));
        const second = sign(leaves);
        const evidence = await compareTrees(first.note, second.note, tilesOf(second));
        assert.ok(typeof evidence === 'object' && evidence);
        assert.deepEqual(await failed(await fileOf(evidence)), []);
        // It is the consistency proof of the RFC, and the root of the RFC.
        assert.deepEqual(evidence.proof, base64(plainProof(small, hashesOf(leaves))));
        assert.equal(evidence.root, plainRoot(hashesOf(leaves).slice(0, small)).toString('base64'));
      }),
    );
  });

  test('from an honest pair no proof can be made, whatever is put in it', async () => {
    const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
    const edits = fc.array(fc.tuple(fc.constantFrom('replace', 'drop', 'insert', 'swap'), fc.nat(), hashes), {
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(pairs, edits, fc.option(hashes), async ([small, large], changes, other) => {
        const leaves = leavesOf(large);
        const [first, second] = [sign(leaves.slice(0, small)), sign(leaves)];
        assert.equal(await compareTrees(first.note, second.note, tilesOf(second)), 'begins');
        let proof = plainProof(small, hashesOf(leaves));
        for (const [what, at, by] of changes) proof = editProof(proof, what, at, by);
        const root = other ?? Buffer.from(checkpointOf(first.note).root);
        const claim = { first: first.note, second: second.note, root: root.toString('base64'), proof: base64(proof) };
        assert.notDeepEqual(await failed(await fileOf({ kind: 'rewritten', ...claim })), []);
        assert.notDeepEqual(await failed(await fileOf({ kind: 'split', first: first.note, second: second.note })), []);
      }),
      { numRuns: 200 },
    );
  });

  test('a hash of another length cannot shift what is hashed', async () => {
    // SHA-256(0x01 || left || right) is the same wherever the border between left and right is put.
    const leaves = leavesOf(4);
    const [first, second] = [sign(leaves.slice(0, 3)), sign(leaves)];
    const [third, fourth, left] = plainProof(3, hashesOf(leaves)) as [Buffer, Buffer, Buffer];
    const [long, short] = [Buffer.concat([third, fourth.subarray(0, 1)]), fourth.subarray(1)];
    const root = hash('sha256', Buffer.concat([Buffer.of(1), left, long]), 'buffer');
    const claim = { root: root.toString('base64'), proof: base64([long, short, left]) };
    const file = await fileOf({ kind: 'rewritten', first: first.note, second: second.note, ...claim });
    assert.deepEqual(await failed(file), ['file-whole', 'begins-otherwise']);
  });

  test('honest totals and honest last leaves convict nobody', async () => {
    const book = grow(grow(EMPTY, 4), 3);
    const prove = (index: number) => {
      const leaf = book.leaves[index]!.toString('base64');
      return proveLeaf(
        { index, leaf },
        book.leaves.length,
        sourceOf(() => book),
      );
    };
    const totals = [await prove(4), await prove(8)];
    const convictsWith = async (leaves: typeof totals, kind: 'statement' | 'no-statement') =>
      convicts(await verifyMisbehaviour(await fileOf({ kind, checkpoint: book.note, leaves }), TRUSTED));
    for (const kind of ['statement', 'no-statement'] as const) {
      assert.equal(await convictsWith(totals, kind), false);
      assert.equal(await convictsWith(totals.toReversed(), kind), false, 'in the order of the log alone');
      assert.equal(await convictsWith([totals[1]!], kind), false);
      assert.equal(await convictsWith([totals[0]!, await prove(7)], kind), false, 'not the last leaf');
    }
  });
});

function editProof(proof: readonly Buffer[], what: string, place: number, by: Buffer): Buffer[] {
  const at = proof.length === 0 ? 0 : place % proof.length;
  if (what === 'insert' || proof.length === 0) return proof.toSpliced(at, 0, by);
  if (what === 'drop') return proof.toSpliced(at, 1);
  return what === 'swap' ? proof.with(at, proof[0]!).with(0, proof[at]!) : proof.with(at, by);
}

test('testimony is whole and signed, and convicts nobody', async () => {
  const [small, large] = [grow(EMPTY, 3), grow(EMPTY, 5)];
  const files = await Promise.all(
    (
      [
        { kind: 'rollback', first: large.note, second: small.note },
        { kind: 'tampered', checkpoint: large.note },
        { kind: 'unsigned', served: 'nonsense' },
        { kind: 'unwitnessed', checkpoint: large.note },
        { kind: 'stale', checkpoint: large.note },
        { kind: 'unreachable' },
      ] as const
    ).map(fileOf),
  );
  for (const file of files) {
    assert.deepEqual(await failed(file), ['served-so']);
    assert.equal(convicts(await verifyMisbehaviour(file, TRUSTED)), false);
  }
});

test('every kind and every check is said in every language', async () => {
  for (const text of [...Object.values(MEANING), ...Object.values(CHECK_WORDS)])
    for (const locale of LOCALES) assert.ok(text[locale].length > 4);
});

test('it runs in the browser: nothing of Node is in its bundle', async () => {
  const entry = fileURLToPath(new URL('./misbehaviour.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
  });
  assert.doesNotMatch(outputFiles[0]!.text, /\bBuffer\b|\bprocess\.|from "node:/);
});
