import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOCALES } from '../../kernel/index.ts';
import { encodeLeaf } from '../leaf.ts';
import { type Evidence, formatMisbehaviour, reportOf } from '../monitor/file.ts';
import { EMPTY, grow, SIGNER, TRUSTED } from '../monitor/testing/lying-log.ts';
import { signerOf } from '../note/key.ts';
import { leafHash } from '../tree/merkle.ts';
import { plainPath } from '../tree/plain-tree.ts';
import { FileError } from './file.ts';
import { checkpointOf, leavesOf, madeReceipt, POLICY_OF_ALL, signer } from './receipt-fixture.ts';
import { verifyFile } from './verdict.ts';
import { ERASED, FINDINGS, LIMITS } from './words.ts';

const file = await madeReceipt({ size: 7, index: 3 });
const verdictOn = (members: object, own?: string) => verifyFile(JSON.stringify({ ...file, ...members }), { own });

const seen = { at: '2026-03-02T01:00:00.000Z', from: 'https://gov.example/log', what: 'seen' };
const reported = async (evidence: Evidence) => formatMisbehaviour(await reportOf(evidence, { policy: TRUSTED, seen }));
const [one, other] = [grow(EMPTY, 3, 'one'), grow(EMPTY, 3, 'another')];

test('a receipt comes with what was found, what it claims, whose keys were trusted and what is not proved', async () => {
  const verdict = await verdictOn({});
  assert.deepEqual([verdict.kind, verdict.outcome, verdict.keys], ['receipt', 'proved', 'file']);
  assert.deepEqual(
    verdict.findings.map(({ text }) => text),
    Object.values(FINDINGS).map(({ ok }) => ok),
  );
  const { leaf, origin, index, size, content, witnesses } = verdict.receipt!;
  assert.deepEqual([leaf?.kind, origin, index, size, content], ['case.decided', signer.name, 3, 7, file.content]);
  assert.deepEqual(
    witnesses.map(({ name }) => name),
    ['w1', 'w2'],
  );
  assert.ok(verdict.limits.includes(LIMITS.key) && verdict.limits.includes(LIMITS.witness));
  const own = await verdictOn({}, POLICY_OF_ALL);
  assert.equal(own.keys, 'own');
  assert.ok(!own.limits.includes(LIMITS.key), 'whoever brought the keys knows whose they are');
});

test('each finding is worded in every language, whatever its outcome', async () => {
  const strangers = `log ${signerOf(signer.name, Buffer.alloc(32, 8)).vkey}\nquorum none\n`;
  for (const [members, policy] of [
    [{}, POLICY_OF_ALL],
    [{ index: 2, content: {} }, POLICY_OF_ALL],
    [{}, strangers],
    [{ checkpoint: 'nonsense' }, POLICY_OF_ALL],
  ] as const) {
    for (const { text } of (await verdictOn(members, policy)).findings)
      for (const locale of LOCALES) assert.ok(text[locale].length > 0);
  }
});

test('a receipt whose salt is gone says so', async () => {
  const { salt: _, content: __, ...left } = file;
  const verdict = await verifyFile(JSON.stringify({ ...left, erased: ERASED }));
  assert.deepEqual([verdict.outcome, verdict.meaning, verdict.receipt?.content], ['proved', ERASED, undefined]);
  assert.ok(verdict.limits.includes(LIMITS.person));
});

test('what a log states openly is shown without being opened', async () => {
  const statement = { sum: 0 };
  const stated = { v: 1, kind: 'ledger.totals', at: seen.at, agency: signer.name, statement } as const;
  const leaves = [...(await leavesOf(2)), encodeLeaf(stated)];
  const { salt: _, content: __, ...left } = file;
  const verdict = await verifyFile(
    JSON.stringify({
      ...left,
      leaf: Buffer.from(leaves[2]!).toString('base64'),
      index: 2,
      size: 3,
      proof: plainPath(2, leaves.map(leafHash)).map((hash) => hash.toString('base64')),
      checkpoint: checkpointOf(leaves),
    }),
  );
  assert.deepEqual([verdict.outcome, verdict.receipt?.content], ['proved', statement]);
});

test('a proof of misbehaviour convicts the log whose keys are trusted, and no other', async () => {
  const text = await reported({ kind: 'split', first: one.note, second: other.note });
  const verdict = await verifyFile(text, { own: TRUSTED });
  assert.deepEqual([verdict.kind, verdict.outcome, verdict.keys], ['misbehaviour', 'proved', 'own']);
  assert.match(verdict.meaning!.en, /different people different records/);
  assert.equal((await verifyFile(text)).keys, 'file');
  assert.equal((await verifyFile(text, { site: TRUSTED })).keys, 'site');
  const stranger = `log ${signerOf(SIGNER.name, Buffer.alloc(32, 8)).vkey}\nquorum none\n`;
  assert.equal((await verifyFile(text, { own: stranger })).outcome, 'disproved');
  const same = await reported({ kind: 'split', first: one.note, second: one.note });
  assert.equal((await verifyFile(same, { own: TRUSTED })).outcome, 'disproved');
});

test("what only a monitor's word stands for stays undecided", async () => {
  const rollback = await reported({ kind: 'rollback', first: grow(one, 2).note, second: one.note });
  const unreachable = await reported({ kind: 'unreachable' });
  for (const text of [rollback, unreachable])
    assert.equal((await verifyFile(text, { own: TRUSTED })).outcome, 'undecided');
});

test('a file of neither kind is refused', async () => {
  for (const text of ['', '{}', '{"kind":"split"}', '[]']) {
    await assert.rejects(verifyFile(text), FileError, text);
  }
});
