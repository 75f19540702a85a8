import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql, transaction } from '../../kernel/index.ts';
import { accountOf, lotsOf, trialBalance } from '../../ledger/index.ts';
import { noteAccount, walletAccount } from '../accounts.ts';
import { payerOf } from '../payments/payer.ts';
import { CURRENCY, newShop } from '../payments/testing.ts';
import { checkNote } from './check.ts';
import { handOver } from './hand-over.ts';
import { scratchCode, sealNote } from './note-code.ts';
import { noteKey, noteSecrets } from './note-keys.ts';
import { orderPrintRun, runsOfSets } from './runs.ts';
import { spendableNotes } from './spend.ts';
import {
  ask,
  handedSetOf,
  OFFICER,
  orderSet,
  paperGovernment,
  paperProgramme,
  scratchOf,
  serialOf,
  stockUp,
} from './testing.ts';
import { moveToWallet } from './to-wallet.ts';

const voucher = paperProgramme('north-stimulus-voucher');
const gift = paperProgramme('city-gift-note');
const ended = paperProgramme('old-look-alike', { expiry: { on: '2026-03-05' } });
const opened = paperGovernment([voucher, gift, ended]);

/** Why a note is refused. */
async function why(serial: string, typed: { secret?: string; asker?: string } = {}): Promise<string> {
  const answer = await ask(opened.gov, voucher, serial, typed);
  return 'refused' in answer ? answer.refused : `it is worth ${answer.value}`;
}

/** A shop takes a note in. @returns its payment, or why not. */
async function payBy(serial: string, { shop, clerk }: { shop: string; clerk: string }, amount: number) {
  const { gov } = opened;
  const secret = await scratchOf(gov, voucher, serial);
  const request = {
    way: 'note',
    programme: voucher.id,
    serial,
    secret,
    shop,
    clerk,
    amount,
    key: randomUUID(),
  } as const;
  return payerOf(gov)
    .pay(request)
    .catch((error: Error) => error.message);
}

test('a note is spent once; whoever tries again is told where and when, anybody may look that up, and a refund revives it', async () => {
  const { gov } = opened;
  const { note, order } = await handedSetOf(gov, voucher);
  const [one, two] = [await newShop(gov), await newShop(gov)];
  const serial = note(6);
  const payment = await payBy(serial, one, 500);
  assert.ok(typeof payment === 'object');
  assert.match(String(await payBy(serial, two, 500)), /spent before: on 2 March 2026, 12:00pm at A shop, North/);
  assert.match(await why(serial, { secret: '' }), /spent before/);
  const check = await checkNote(gov.db, gov, { serial });
  assert.ok(check.state === 'known' && check.standing.state === 'spent');
  assert.equal(await why(note(7)), 'it is worth 500');
  await payerOf(gov).refund({ shop: one.shop, payment: payment.id, amount: 500, clerk: one.clerk, key: 'back' });
  const account = accountOf(noteAccount(gov, voucher.id, serial));
  assert.deepEqual(await lotsOf(gov.db, account), [{ expiresAt: order.expiresAt, balance: 500, held: 0 }]);
  assert.ok(typeof (await payBy(serial, two, 500)) === 'object');
});

test('of many tills that take in the same note at once, one is paid', async () => {
  const { gov } = opened;
  const { note } = await handedSetOf(gov, voucher);
  const shops = await Promise.all(Array.from({ length: 12 }, () => newShop(gov)));
  const outcomes = await Promise.all(shops.map((shop) => payBy(note(1), shop, 200)));
  assert.equal(outcomes.filter((outcome) => typeof outcome === 'object').length, 1);
});

test('wrong scratch codes are counted: five shut a note until the next day, and one who tries many notes is shut too', async () => {
  const { gov } = opened;
  const { note } = await handedSetOf(gov, voucher);
  const right = await scratchOf(gov, voucher, note(1));
  const wrong = right === '00000000' ? '00000001' : '00000000';
  assert.match(await why(note(1), { secret: '' }), /Scratch the field/);
  for (const left of [4, 3, 2, 1, 0])
    assert.match(await why(note(1), { secret: wrong }), new RegExp(`${left} more times`));
  assert.match(await why(note(1), { asker: 'another shop' }), /used again tomorrow/);
  for (const place of [2, 3, 4]) for (let nth = 0; nth < 5; nth += 1) await why(note(place), { secret: 'x' });
  assert.match(await why(note(5)), /You have entered too many/);
  assert.equal(await why(note(5), { asker: 'an honest shop' }), 'it is worth 200');
  gov.clock.advance(24 * 3_600_000);
  assert.equal(await why(note(1)), 'it is worth 200');
});

test('of many who guess in one batch no more are heard than may be', async () => {
  const { gov } = opened;
  const { note } = await handedSetOf(gov, voucher);
  const right = await scratchOf(gov, voucher, note(1));
  const asks = [...Array.from({ length: 5 }, () => 'x'), right].map((secret, nth) => ({
    ...{ programme: voucher.id, serial: note(1), secret, asker: `shop ${nth}`, at: gov.clock.now() },
  }));
  const answers = await transaction(gov.db, (tx) => spendableNotes(tx, gov, asks));
  assert.ok(answers.every((answer) => 'refused' in answer));
});

test('a wrong code stays counted when the till gets its refusal', async () => {
  const { gov } = opened;
  const { note } = await handedSetOf(gov, voucher);
  const { shop, clerk } = await newShop(gov);
  const request = { way: 'note', programme: voucher.id, serial: note(1), shop, clerk, amount: 200 } as const;
  for (const left of [4, 3])
    await assert.rejects(
      payerOf(gov).pay({ ...request, secret: 'x', key: randomUUID() }),
      new RegExp(`${left} more times`),
    );
});

test('a forged note is told by its seal, and one that was never printed by its serial', async () => {
  const { gov } = opened;
  const { set, note } = await handedSetOf(gov, voucher);
  const serial = note(1);
  const run = (await runsOfSets(gov.db, voucher.id, [set])).get(set)!;
  const [secret] = await noteSecrets(gov.config);
  const printed = { programme: voucher.id, serial, value: 200, currency: CURRENCY.code, until: run.expiresOn! };
  const seal = sealNote(noteKey(secret!, voucher.id), printed);
  const check = (asked: Parameters<typeof checkNote>[2]) => checkNote(gov.db, gov, asked);
  const known = await check({ serial, programme: voucher.id, seal });
  assert.ok(known.state === 'known' && known.sealed && known.standing.state === 'good');
  for (const forged of [
    { ...seal, value: '500' },
    { ...seal, until: '2027-12-31' },
    { ...seal, signature: seal.signature.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')) },
  ])
    assert.equal((await check({ serial, programme: voucher.id, seal: forged })).state, 'forged');
  assert.equal((await check({ serial: note(2), programme: voucher.id, seal })).state, 'forged');
  assert.equal((await check({ serial, programme: gift.id, seal })).state, 'forged');
  assert.equal((await check({ serial: serialOf(voucher, 5_000, 1) })).state, 'unknown');
  assert.equal((await check({ serial: serialOf(voucher, set, 10) })).state, 'unknown');
  assert.equal((await check({ serial: note(9).replace(/..$/, '00') })).state, 'mistyped');
  assert.equal((await check({ serial: serialOf(voucher, set, 0) })).state, 'mistyped');
});

test('notes printed under an older key hold while it is kept, and no older key signs what was printed since', async () => {
  const { gov } = opened;
  const [older, newer] = [Buffer.alloc(32, 3), Buffer.alloc(32, 4)].map((bytes) => bytes.toString('base64'));
  const under = (...words: (string | undefined)[]) => ({
    ...gov,
    config: { ...gov.config, NOTES_KEY: words.join(' ') },
  });
  const first = await handedSetOf(under(older), voucher);
  const later = await handedSetOf(under(newer, older), voucher);
  const runOf = async (set: number) => (await runsOfSets(gov.db, voucher.id, [set])).get(set)!;
  const [newKey, oldKey] = (await noteSecrets(under(newer, older).config)).map((secret) => noteKey(secret, voucher.id));
  assert.deepEqual(
    [(await runOf(first.set)).signingKey, (await runOf(later.set)).signingKey],
    [oldKey!.name, newKey!.name],
  );
  const until = (await runOf(first.set)).expiresOn!;
  const check = (keys: typeof gov, key: typeof newKey, serial: string) => {
    const printed = { programme: voucher.id, serial, value: 200, currency: CURRENCY.code, until };
    return checkNote(gov.db, keys, { serial, programme: voucher.id, seal: sealNote(key!, printed) });
  };
  const stateOf = async (...asked: Parameters<typeof check>) => {
    const found = await check(...asked);
    return found.state === 'known' ? { sealed: found.sealed } : found.state;
  };
  const both = under(newer, older);
  assert.deepEqual(await stateOf(both, oldKey, first.note(1)), { sealed: true });
  assert.deepEqual(await stateOf(both, newKey, later.note(1)), { sealed: true });
  assert.equal(await stateOf(both, oldKey, later.note(1)), 'forged');
  assert.deepEqual(await ask(both, voucher, first.note(1), { secret: scratchCode(oldKey!, first.note(1)) }), {
    value: 200,
  });
  // Without the key nobody can say what it signed, and no scratch code of it is taken.
  assert.deepEqual(await stateOf(under(newer), oldKey, first.note(1)), { sealed: false });
  assert.deepEqual(
    'refused' in (await ask(under(newer), voucher, first.note(1), { secret: scratchCode(oldKey!, first.note(1)) })),
    true,
  );
});

test('where production was given no key for notes, none are ordered', async () => {
  const { gov } = opened;
  const production = { ...gov, config: { ...gov.config, MADANG_MODE: 'production' as const } };
  await assert.rejects(orderPrintRun(production, { programme: voucher, sets: 1, officer: randomUUID() }), /no key/);
});

test('a look-alike of another programme is told from the right one, and refused with its reason once that has ended', async () => {
  const { gov } = opened;
  const old = await stockUp(gov, ended, 1);
  const order = await orderSet(gov, ended);
  await handOver(gov, { programme: ended, code: order.code, serial: serialOf(ended, old, 0), officer: OFFICER });
  await sql`update programmes.note_set set expires_at = '2026-03-06T00:00:00+08:00'
    where programme = ${ended.id}`.execute(gov.db);
  const lookAlike = serialOf(ended, old, 1);
  assert.match(await why(lookAlike), /Choose that programme/);
  gov.clock.set('2026-03-06T09:00:00+08:00');
  assert.match(await why(lookAlike), /“old-look-alike” could be spent until 5 March 2026/);
});

test('a note goes into a phone wallet with its scratch code, once, and keeps its expiry', async () => {
  const { gov } = opened;
  const { note, order } = await handedSetOf(gov, voucher);
  const person = randomUUID();
  const move = (secret: string) => moveToWallet(gov, { person, programme: voucher, serial: note(9), secret });
  const refused = await move('1');
  assert.ok('refused' in refused && /wrong/.test(refused.refused.en));
  const code = await scratchOf(gov, voucher, note(9));
  const outcomes = await Promise.allSettled([move(code), move(code), move(code)]);
  const moved = outcomes.filter((one) => one.status === 'fulfilled' && 'amount' in one.value);
  assert.equal(moved.length, 1);
  const wallet = accountOf(walletAccount(gov, voucher.id, person));
  assert.deepEqual(await lotsOf(gov.db, wallet), [{ expiresAt: order.expiresAt, balance: 500, held: 0 }]);
  assert.match(await why(note(9)), /moved to a phone wallet/);
});

test('after all this the books hold', async () => {
  const report = await trialBalance(opened.gov.db);
  assert.deepEqual(report.problems, []);
});
