import { randomUUID } from 'node:crypto';
import { all, first, type MovableClock, sql } from '../../kernel/index.ts';
import { payoutsOfFile } from '../../ledger/index.ts';
import type { Government } from '../../pack/index.ts';
import { todayOf } from '../entitlements/period.ts';
import { pauseProgramme, resumeProgramme } from '../office/change.ts';
import { confirmFreeze, endFreeze, objectToFreeze, proposeFreeze } from '../office/freeze-acts.ts';
import type { ProgrammeOfficer } from '../office/officer.ts';
import { paperActs } from '../paper/acts.ts';
import { handOver } from '../paper/hand-over.ts';
import { ordersOf } from '../paper/orders.ts';
import { scratchOf, serialOf, stockUp } from '../paper/testing.ts';
import { moveToWallet } from '../paper/to-wallet.ts';
import { showCode } from '../payments/codes.ts';
import { deviceOf } from '../payments/device.ts';
import { payerOf } from '../payments/payer.ts';
import { payAnew } from '../payouts/pay-anew.ts';
import { settleDay } from '../settlement/settle.ts';
import { appointClerk, dismissClerk } from '../shops/appoint.ts';
import { bankAccountOf, cancelBankAccount, changeBankAccount } from '../shops/bank-account.ts';
import { shopsOf } from '../shops/clerks.ts';
import { persona } from '../testing.ts';
import { answerPayouts, filePayouts, sendPayouts } from '../treasury/files.ts';
import { changeOf } from '../wallets/change.ts';
import { takeAtCounter } from '../wallets/counter.ts';
import { giveBack } from '../wallets/give-back.ts';
import { share } from '../wallets/share.ts';
import { take } from '../wallets/take.ts';

type Moved = Government & { clock: MovableClock };

/** Who does them. */
export async function castOf(gov: Government) {
  const officer = async (id: string): Promise<ProgrammeOfficer> => ({
    ...gov.pack.demo.personas.find((one) => one.id === id)!.post!,
    person: await persona(gov, id),
  });
  return {
    mother: await persona(gov, 'employed-mother'),
    father: await persona(gov, 'father'),
    student: await persona(gov, 'student'),
    lone: await persona(gov, 'no-newborn'),
    owner: await persona(gov, 'shop-owner'),
    clerk: await persona(gov, 'shop-clerk'),
    formerClerk: await persona(gov, 'unmarried-mother'),
    office: await officer('programme-officer'),
    reviewer: await officer('programme-reviewer'),
    counter: await officer('counter-officer'),
    treasury: await officer('payments-officer'),
    elsewhere: await officer('claims-officer'),
  };
}

export const PROGRAMME = 'triple-stimulus-voucher';

/**
 * One of every act on a programme that people and offices do, on a government of the demo.
 * @returns the entries of the public log, by what was done.
 */
export async function everyAct(given: Moved): Promise<Record<string, string>> {
  // Its rest may be paid out as cash, besides: this programme is a whole country's in one.
  const declared = given.pack.programmes.get(PROGRAMME)!;
  const programme = { ...declared, change: { spent: 1, small: undefined } as NonNullable<typeof declared.change> };
  const pack = { ...given.pack, programmes: new Map([...given.pack.programmes, [PROGRAMME, programme]]) };
  const gov = { ...given, pack };
  const { db } = gov;
  const cast = await castOf(gov);
  const unit = 10 ** gov.pack.currency.decimals;
  const entries: Record<string, string> = {};
  const next = () => gov.clock.advance(1_000);
  const device = deviceOf(new Request('http://site.example/'), false).hash;

  // A shop, and who works there.
  const at = (await shopsOf(db, cast.clerk)).find(({ shop }) => shop.owner === cast.owner)!;
  const shop = at.shop.id;
  const numberOf = (id: string) => gov.pack.demo.personas.find((one) => one.id === id)!.number;
  const limits = { mostAtOnce: 100 * unit, mostRefund: 0 };
  await appointClerk(gov, { shop, by: cast.owner, number: numberOf('unmarried-mother'), name: 'Helper', ...limits });
  next();
  await dismissClerk(gov, { shop, by: cast.owner, person: cast.formerClerk });
  next();
  await changeBankAccount(gov, { shop, by: cast.owner, bankAccount: '0041234567890' });
  const { waiting } = await bankAccountOf(db, gov, shop);
  await cancelBankAccount(gov, { shop, by: cast.owner, change: waiting!.id });
  const clerkActs = await all(db, sql<Entry>`select kind, entry from programmes.clerk_act where shop = ${shop}`);
  for (const { kind, entry } of clerkActs) entries[`clerk ${kind}`] = entry;
  const named = await first(
    db,
    sql<{ entry: string; cancel: string }>`select entry, cancel_entry as cancel from programmes.bank_change`,
  );
  Object.assign(entries, { 'account named': named!.entry, 'account cancelled': named!.cancel });

  // The mother takes, pays, is refunded, and shares.
  const taken = await take(gov, { person: cast.mother, programme: PROGRAMME, channel: 'mobile', key: 'k' });
  entries.taken = taken.entry;
  const { number: code } = await showCode(gov, { person: cast.mother, programme: PROGRAMME, device });
  const payer = payerOf(gov);
  const request = { way: 'code', shop, amount: 200 * unit, code, clerk: cast.clerk, key: randomUUID() } as const;
  const payment = await payer.pay(request);
  entries.paid = payment.entry;
  const back = { shop, payment: payment.id, amount: 50 * unit, clerk: cast.clerk, key: randomUUID() };
  entries.refunded = (await payer.refund(back)).entry;
  entries.shared = (
    await share(gov, { from: cast.mother, to: cast.father, programme: PROGRAMME, amount: 100 * unit, key: 'k' })
  ).entry;

  // A freeze by two, against which she objects, and which is ended.
  const freeze = await proposeFreeze(gov, cast.office, {
    ...{ programme: PROGRAMME, kind: 'wallet', subject: cast.mother, reason: 'It looked like resale' },
  });
  next();
  const declined = await proposeFreeze(gov, cast.office, {
    ...{ programme: PROGRAMME, kind: 'wallet', subject: cast.student, reason: 'A guess that nobody confirms' },
  });
  next();
  await confirmFreeze(gov, cast.reviewer, freeze);
  next();
  await objectToFreeze(gov, cast.mother, freeze, 'It was for my family');
  next();
  await endFreeze(gov, cast.office, freeze, 'She is right');
  next();
  await pauseProgramme(gov, cast.office, PROGRAMME, { reason: 'A fault in the tills', key: 'pause' });
  next();
  await resumeProgramme(gov, cast.office, PROGRAMME, { reason: 'It is mended', key: 'resume' });
  const officeActs = await all(
    db,
    sql<Entry & { about: string | null }>`select kind, entry, about from programmes.office_act`,
  );
  for (const { kind, entry, about } of officeActs) entries[about === declined ? `a guess` : kind] = entry;

  // The rest is paid out; the bank cannot, and it is paid anew.
  await changeOf(gov, { person: cast.mother, programme: PROGRAMME, bankAccount: '0041234567890', key: 'k' });
  entries.change = (await first(
    db,
    sql<Entry>`select entry from programmes.change where person = ${cast.mother}`,
  ))!.entry;
  const file = (await filePayouts(gov, cast.treasury, { key: 'k' }))!;
  await sendPayouts(gov, cast.treasury, file.id);
  const [refused] = (await payoutsOfFile(db, file.id)).payouts;
  const answers = [{ endToEndId: refused!.id.replaceAll('-', ''), status: 'RJCT', reasons: ['AC01'] }];
  await answerPayouts(gov, cast.treasury, {
    ...{ message: 'BANK-1', original: file.id.replaceAll('-', ''), originalKind: 'pain.001.001.09', reasons: [] },
    batches: [{ batch: 'NOTPROVIDED', reasons: [], answers }],
  });
  const payoutActs = await all(db, sql<Entry>`select kind, entry from programmes.payout_act`);
  for (const { kind, entry } of payoutActs) entries[`payouts ${kind}`] = entry;
  await payAnew(gov, { person: cast.mother, payouts: [refused!.id], bankAccount: '0089876543210' });
  entries['paid anew'] = (await first(
    db,
    sql<Entry>`select entry from programmes.unpaid where person = ${cast.mother}`,
  ))!.entry;

  // Somebody gives back what they took, somebody is served at a counter, somebody takes paper.
  const own = await take(gov, { person: cast.student, programme: PROGRAMME, channel: 'mobile', key: 'k' });
  await giveBack(gov, { person: cast.student, taking: own.id });
  entries['given back'] = (await first(
    db,
    sql<Entry>`select back_entry as entry from programmes.taking where id = ${own.id}`,
  ))!.entry;
  const served = { person: cast.father, programme: PROGRAMME, channel: 'mobile', key: 'k' };
  entries['taken at a counter'] = (await takeAtCounter(gov, cast.counter, served)).entry;
  const place = [...gov.pack.places.keys()][0]!;
  const set = await stockUp(gov, programme, 1, place);
  await take(gov, { person: cast.lone, programme: PROGRAMME, channel: 'paper', place, key: 'k' });
  const [order] = await ordersOf(db, cast.lone);
  next();
  const serial = serialOf(programme, set, 0);
  await handOver(gov, { programme, code: order!.code, serial, officer: cast.counter.person });
  for (const { kind, entry } of await paperActs(db, PROGRAMME, { limit: 50 })) entries[`paper ${kind}`] ??= entry;
  const note = serialOf(programme, set, 1);
  await moveToWallet(gov, {
    person: cast.lone,
    programme,
    serial: note,
    secret: await scratchOf(gov, programme, note),
  });
  entries['note moved'] = (await first(
    db,
    sql<Entry>`select entry from programmes.note_moved where note = ${note}`,
  ))!.entry;

  // The day of the shop.
  await settleDay(gov, programme, todayOf(gov));
  entries.settled = (await first(db, sql<Entry>`select entry from programmes.settlement where shop = ${shop}`))!.entry;
  return entries;
}

interface Entry {
  kind: string;
  entry: string;
}
