import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { createLogger, movableClock } from '../../kernel/index.ts';
import { cosignerOf, signerOf } from '../note/key.ts';
import { findSignature, parseNote, signNote } from '../note/note.ts';
import { parseVerifierKey } from '../note/vkey.ts';
import { plainRoot } from '../tree/plain-tree.ts';
import { formatRequest } from './request.ts';
import type { Cosigned, WitnessState } from './state.ts';
import { plainLog } from './testing/plain-log.ts';
import { makeWitness, type Witness } from './witness.ts';

const LOG = plainLog(40);
const FORK = plainLog(40, { forkedAt: 20, path: 'b' });
const OTHER = plainLog(8, { origin: 'log.example.org/other', seed: 8 });
const NOW = '2026-11-02T09:00:00Z';
const logger = createLogger('silent');
const cosigner = cosignerOf('witness.example.org/w', { algorithm: 'ed25519', seed: Buffer.alloc(32, 3) });

/** A memory that lasts as long as the test, and takes its time, so that calls can overlap. */
function memory(): WitnessState & { signed: Cosigned[] } {
  const latest = new Map<string, Cosigned>();
  const signed: Cosigned[] = [];
  return {
    signed,
    latest: (origin) => latest.get(origin),
    async keep(origin, cosigned) {
      await new Promise(setImmediate);
      latest.set(origin, cosigned);
      signed.push(cosigned);
    },
  };
}

const clock = movableClock(NOW);
let state: ReturnType<typeof memory>;
let witness: Witness;
beforeEach(async () => {
  clock.set(NOW);
  state = memory();
  const vkeys = [LOG.signer.vkey, OTHER.signer.vkey];
  witness = await makeWitness({ cosigner, vkeys, state, clock, logger });
});

const statusOf = async (body: string) => (await witness.addCheckpoint(body)).status;

test('the first checkpoint, and those that grow from it, are signed; the same may be signed again', async () => {
  for (const [old, size] of [
    [0, 1],
    [1, 7],
    [7, 7],
    [7, 40],
  ] as const) {
    const { status, body } = await witness.addCheckpoint(LOG.request(old, size));
    assert.equal(status, 200, body);
    const note = parseNote(`${parseNote(LOG.checkpoint(size)).text}\n${body}`);
    const found = await findSignature(note, await parseVerifierKey(cosigner.vkey));
    assert.deepEqual(found, { found: 'good', time: Date.parse(NOW) / 1000 });
  }
  assert.deepEqual(
    witness.logs().map(({ latest }) => latest?.size),
    [40, undefined],
  );
});

test('the empty log is signed, and grows', async () => {
  assert.equal(await statusOf(LOG.request(0, 0)), 200);
  assert.equal(await statusOf(LOG.request(0, 0)), 200);
  assert.equal(await statusOf(LOG.request(0, 3)), 200);
  const another = `${LOG.signer.name}\n0\n${Buffer.alloc(32).toString('base64')}\n`;
  const request = `old 0\n\n${signNote(another, [LOG.signer])}`;
  state = memory();
  witness = await makeWitness({ cosigner, vkeys: [LOG.signer.vkey], state, clock, logger });
  assert.deepEqual(await witness.addCheckpoint(request), { status: 409, body: '0\n', type: 'text/x.tlog.size' });
});

test('each refusal has its status, and leaves what was signed as it is', async () => {
  assert.equal(await statusOf(LOG.request(0, 25)), 200);
  const good = LOG.request(25, 30);
  const stranger = plainLog(40, { seed: 99 });
  const conflict = { status: 409, body: '25\n', type: 'text/x.tlog.size' };
  assert.deepEqual(await witness.addCheckpoint(LOG.request(24, 30)), conflict);
  assert.deepEqual(await witness.addCheckpoint(LOG.request(0, 30)), conflict);
  assert.deepEqual(await witness.addCheckpoint(LOG.request(26, 30)), conflict);
  assert.deepEqual(await witness.addCheckpoint(LOG.request(0, 25)), conflict);
  assert.deepEqual(await witness.addCheckpoint(FORK.request(25, 25)), conflict, 'another root of the same size');
  for (const [status, body] of [
    [404, plainLog(4, { origin: 'log.example.org/unknown' }).request(0, 4)],
    [403, stranger.request(25, 30)],
    [403, OTHER.request(0, 4).replaceAll('log.example.org/other', LOG.signer.name)],
    [400, LOG.request(31, 30)],
    [422, FORK.request(25, 30)],
    [422, good.replace(/\n[^\n]+\n/, '\n')],
    [422, good.replace('\n\n', `\n${Buffer.alloc(32).toString('base64')}\n\n`)],
    [422, LOG.request(25, 25).replace('\n\n', `\n${Buffer.alloc(32).toString('base64')}\n\n`)],
    [400, ''],
    [400, 'old 25\n'],
    [400, LOG.checkpoint(30)],
    [400, good.replace('old 25', 'old 025')],
    [400, good.replace('old 25', 'old +25')],
    [400, good.replace('old 25', 'old 25 ')],
    [400, good.replace('old 25', 'old  25')],
    [400, good.replace('old 25', 'Old 25')],
    [400, good.replace('old 25', 'old 9007199254740992')],
    [400, good.replace('\n\n', '\nAA==\n\n')],
    [400, good.replace('\n\n', '\nno base64\n\n')],
    [400, good.replace('\n\n', '\r\n\r\n')],
    [400, good.slice(0, -1)],
    [400, good.replace('\n\n', `\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\n`)],
  ] as const)
    assert.equal(await statusOf(body), status, JSON.stringify(body.slice(0, 300)));
  assert.deepEqual(
    state.signed.map(({ size }) => size),
    [25],
  );
  assert.equal(await statusOf(good), 200);
});

test('a proof may have as many lines as the largest tree needs', async () => {
  const many = `${Buffer.alloc(32).toString('base64')}\n`.repeat(63);
  assert.equal(await statusOf(LOG.request(0, 25)), 200);
  assert.equal(
    await statusOf(
      formatRequest({ old: 25, proof: [], checkpoint: LOG.checkpoint(30) }).replace('\n\n', `\n${many}\n`),
    ),
    422,
  );
});

test('a log that replaces its key is known by both, by either algorithm; a bad signature of a known key refuses the call', async () => {
  const pq = signerOf(LOG.signer.name, Buffer.alloc(32, 77), 'ml-dsa-44');
  const text = parseNote(LOG.checkpoint(5)).text;
  witness = await makeWitness({ cosigner, vkeys: [LOG.signer.vkey, pq.vkey], state, clock, logger });
  assert.equal(witness.logs().length, 1);
  assert.equal(await statusOf(`old 0\n\n${signNote(text, [pq])}`), 200);
  assert.equal(await statusOf(`old 5\n\n${signNote(text, [LOG.signer, pq])}`), 200);
  assert.equal(await statusOf(`old 5\n\n${signNote(text, [LOG.signer])}`), 200);
  const other = { ...pq, sign: () => pq.sign(parseNote(LOG.checkpoint(6)).text) };
  assert.equal(await statusOf(`old 5\n\n${signNote(text, [LOG.signer, other])}`), 403);
  const unknown = signerOf(LOG.signer.name, Buffer.alloc(32, 78));
  assert.equal(await statusOf(`old 5\n\n${signNote(text, [unknown, LOG.signer])}`), 200, 'others are ignored');
});

test('time in cosignatures never goes back, whatever the clock does', async () => {
  const timeOf = async (old: number, size: number) => {
    assert.equal(await statusOf(LOG.request(old, size)), 200);
    return state.signed.at(-1)!.time;
  };
  const first = await timeOf(0, 1);
  clock.set('2020-01-01T00:00:00Z');
  assert.equal(await timeOf(1, 2), first);
  clock.set('2026-11-02T09:00:05.900Z');
  assert.equal(await timeOf(2, 2), first + 5);
});

test('what cannot be kept is not signed', async () => {
  const failing = { ...state, keep: () => Promise.reject(new Error('no space left')) };
  const unlucky = await makeWitness({ cosigner, vkeys: [LOG.signer.vkey], state: failing, clock, logger });
  await assert.rejects(unlucky.addCheckpoint(LOG.request(0, 5)), /no space/);
  assert.equal(await statusOf(LOG.request(0, 4)), 200, 'and the next call is not held up');
});

describe('many calls at once', () => {
  const call = fc.record({ fork: fc.boolean(), old: fc.nat(40), size: fc.nat(40) });
  const treeOf = ({ fork, size }: { fork: boolean; size: number }) => (fork ? FORK : LOG).hashes.slice(0, size);
  const startsWith = (tree: readonly Buffer[], beginning: readonly Buffer[]) =>
    beginning.every((hash, index) => tree[index]?.equals(hash));

  test('one after the other, each is answered as the definition has it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
        state = memory();
        witness = await makeWitness({ cosigner, vkeys: [LOG.signer.vkey], state, clock, logger });
        let signed: readonly Buffer[] = [];
        for (const one of calls) {
          const tree = treeOf(one);
          const grown = startsWith(tree, signed);
          const expected = (() => {
            if (one.old > one.size) return 400;
            if (one.old !== signed.length || (one.old === one.size && !grown)) return 409;
            return grown ? 200 : 422;
          })();
          assert.equal(await statusOf((one.fork ? FORK : LOG).request(one.old, one.size)), expected);
          if (expected === 200) signed = tree;
        }
      }),
      { numRuns: 60 },
    );
  });

  test('all at once: what is signed only grows, and never into both of two pasts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 40 }), async (calls) => {
        state = memory();
        witness = await makeWitness({ cosigner, vkeys: [LOG.signer.vkey], state, clock, logger });
        // From where each believes the witness to be, over and over, as impatient clients would.
        const believers = calls.map(async ({ fork, size }) => {
          for (let old = 0, tries = 0; tries < 6; tries++) {
            const { status, body } = await witness.addCheckpoint((fork ? FORK : LOG).request(old, size));
            if (status !== 409) return;
            old = Number(body);
          }
        });
        await Promise.all(believers);
        const sizes = state.signed.map(({ size }) => size);
        assert.deepEqual(
          sizes,
          sizes.toSorted((one, other) => one - other),
        );
        const chains = [LOG, FORK].map(({ hashes }) =>
          state.signed.every(({ size, root }) => plainRoot(hashes.slice(0, size)).equals(root)),
        );
        assert.ok(chains.includes(true), 'one log has all the trees that were signed');
      }),
      { numRuns: 60 },
    );
  });

  test('the race of the specification: N and N + K at once never end at N', async () => {
    for (let round = 0; round < 20; round++) {
      state = memory();
      witness = await makeWitness({ cosigner, vkeys: [LOG.signer.vkey], state, clock, logger });
      assert.equal(await statusOf(LOG.request(0, 5)), 200);
      const sizes = round % 2 === 0 ? [10, 30] : [30, 10];
      const replies = await Promise.all(sizes.map((size) => statusOf(LOG.request(5, size))));
      assert.deepEqual(replies.toSorted(), [200, 409]);
      assert.equal(state.latest(LOG.signer.name)!.size, sizes[replies.indexOf(200)]);
    }
  });
});
