import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { json, run, sql, uuidv7 } from '../../kernel/index.ts';
import { commitmentOf, decodeLeaf, NO_WITNESSES, receiptOf, sequenceOnce, signerOf } from '../../log/index.ts';
import { castOf, everyAct } from '../testing/every-act.ts';
import type { ReceiptReader } from './ask.ts';
import { OPENED_KINDS, openReceipt } from './open.ts';

/** Who may see what was recorded, by what was done. All others see the proof only. */
const SEEN_BY: Readonly<Record<string, string>> = {
  taken: 'mother',
  paid: 'mother owner clerk',
  refunded: 'mother owner clerk',
  shared: 'mother father',
  change: 'mother',
  'paid anew': 'mother',
  'given back': 'student',
  'taken at a counter': 'father counter',
  'paper run-ordered': 'office reviewer',
  'paper run-printed': 'office reviewer',
  'paper delivered': 'office reviewer',
  'paper handed-over': 'lone office reviewer',
  'note moved': 'lone',
  settled: 'owner office reviewer treasury',
  'clerk appointed': 'owner',
  'clerk dismissed': 'owner',
  'account named': 'owner',
  'account cancelled': 'owner',
  'freeze-proposed': 'mother office reviewer',
  frozen: 'mother office reviewer',
  objected: 'mother office reviewer',
  unfrozen: 'mother office reviewer',
  'a guess': 'office reviewer',
  paused: 'everybody',
  resumed: 'everybody',
  'payouts filed': 'treasury',
  'payouts sent': 'treasury',
  'payouts answered': 'treasury',
};

/** Kinds of acts that are not done here, but found as one that is. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  'clerk.appointed': ['clerk.changed'],
  'programme.paused': ['programme.opened', 'programme.extended', 'programme.funded'],
  'programme.frozen': ['freeze-declined', 'objection-refused', 'cleared', 'watched'].map((kind) => `programme.${kind}`),
  'paper.run-ordered': [
    ...['run-sheets', 'run-cancelled', 'brought-back', 'destroyed', 'blocked', 'lifting-asked', 'lifted', 'lapsed'],
    'taken-back',
  ].map((kind) => `paper.${kind}`),
};

describe('what a receipt tells to whom', async () => {
  const { gov } = await testGovernment();
  const { mother, father, student, lone, owner, clerk, formerClerk, ...officers } = await castOf(gov);
  const people = { mother, father, student, lone, owner, clerk, formerClerk };
  const readers: Record<string, ReceiptReader | undefined> = { stranger: undefined };
  for (const [name, person] of Object.entries(people)) readers[name] = { person };
  for (const [name, { person, ...post }] of Object.entries(officers)) readers[name] = { person, post };
  const entries = await everyAct(gov);
  const log = { origin: gov.logOrigin, signers: [signerOf(gov.logOrigin, Buffer.alloc(32, 5))], policy: NO_WITNESSES };
  while ((await sequenceOnce(gov.db, log, gov.clock)) > 0);

  const leafOf = async (entry: string) => {
    const state = await receiptOf(gov.db, log, entry);
    assert.ok(state.state === 'logged');
    const leaf = decodeLeaf(Buffer.from(state.receipt.leaf, 'base64'));
    assert.ok('commitment' in leaf);
    return leaf;
  };
  const open = async (entry: string, reader: ReceiptReader | undefined) => {
    const { kind, at } = await leafOf(entry);
    return openReceipt(kind, { db: gov.db, gov, entry, at: new Date(at), reader });
  };

  test('all acts are looked at, and all kinds that can be opened', async () => {
    assert.deepEqual(Object.keys(entries).sort(), Object.keys(SEEN_BY).sort());
    const kinds = await Promise.all(Object.values(entries).map(async (entry) => (await leafOf(entry)).kind));
    const known = kinds.flatMap((kind) => [kind, ...(ALIKE[kind] ?? [])]);
    assert.deepEqual([...new Set(known)].sort(), [...OPENED_KINDS].sort());
  });

  for (const [act, who] of Object.entries(SEEN_BY)) {
    test(`${act}: ${who}, and nobody else`, async () => {
      const seen: string[] = [];
      const { commitment } = await leafOf(entries[act]!);
      for (const [name, reader] of Object.entries(readers)) {
        const opened = await open(entries[act]!, reader);
        if (!opened) continue;
        seen.push(name);
        assert.equal(await commitmentOf(opened.salt!, opened.content), commitment, name);
      }
      assert.deepEqual(seen.sort(), who === 'everybody' ? Object.keys(readers).sort() : who.split(' ').sort());
    });
  }

  test('an officer sees the counter’s takings as long as they hold a post of the agency', async () => {
    const { person } = officers.counter;
    assert.equal(await open(entries['taken at a counter']!, { person }), undefined);
    const { agency, role } = officers.elsewhere;
    assert.equal(await open(entries['taken at a counter']!, { person, post: { agency, role } }), undefined);
  });

  test('the office sees a payment that is in one of its cases, and its refund', async () => {
    const { office, elsewhere } = officers;
    const { shop, payment } = (await open(entries.paid!, readers.mother))!.content as Record<
      'shop' | 'payment',
      string
    >;
    await addCase(shop, payment);
    for (const act of ['paid', 'refunded']) {
      assert.ok(await open(entries[act]!, readers.office), act);
      assert.equal(await open(entries[act]!, { person: office.person }), undefined);
      assert.equal(await open(entries[act]!, { ...readers.elsewhere!, person: elsewhere.person }), undefined);
    }
  });

  async function addCase(shop: string, payment: string): Promise<void> {
    const at = gov.clock.now();
    await run(
      gov.db,
      sql`insert into programmes.suspicion (programme, id, signal, subject, score, wallets, shops, measures, payments,
          found_at, seen_at, state)
        values ('triple-stimulus-voucher', ${uuidv7(at)}, 'test', 'test', 50, '{}', '{}', '{}',
          ${json([{ shop, id: payment }])}, ${at}, ${at}, 'open')`,
    );
  }
});
