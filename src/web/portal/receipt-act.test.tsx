import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { renderPage } from '../../design/index.ts';
import { LOCALES } from '../../kernel/index.ts';
import { decodeLeaf, NO_WITNESSES, receiptOf, sequenceOnce, signerOf } from '../../log/index.ts';
import { openReceipt, type ReceiptReader } from '../../programmes/index.ts';
import { castOf, everyAct } from '../../programmes/testing/every-act.ts';
import { ACTS } from './proof-words.ts';
import { ActContent, toldOf, UNTOLD } from './receipt-act.tsx';

describe('what receipts of programmes tell', async () => {
  const { gov } = await testGovernment();
  const { office, treasury, counter, ...others } = await castOf(gov);
  const readers: ReceiptReader[] = [office, treasury, counter].map(({ person, ...post }) => ({ person, post }));
  for (const one of Object.values(others)) if (typeof one === 'string') readers.push({ person: one });
  const entries = await everyAct(gov);
  const log = { origin: gov.logOrigin, signers: [signerOf(gov.logOrigin, Buffer.alloc(32, 5))], policy: NO_WITNESSES };
  while ((await sequenceOnce(gov.db, log, gov.clock)) > 0);

  const contents: { act: string; kind: string; content: Record<string, unknown> }[] = [];
  for (const [act, entry] of Object.entries(entries)) {
    const state = await receiptOf(gov.db, log, entry);
    assert.ok(state.state === 'logged');
    const { kind, at } = decodeLeaf(Buffer.from(state.receipt.leaf, 'base64'));
    for (const reader of readers) {
      const opened = await openReceipt(kind, { db: gov.db, gov, entry, at: new Date(at), reader });
      if (!opened) continue;
      contents.push({ act, kind, content: opened.content });
      break;
    }
  }

  test('each act has a name, and each of its members words or a reason to be left out', () => {
    assert.deepEqual(contents.map(({ act }) => act).sort(), Object.keys(entries).sort());
    for (const { kind, content } of contents) {
      assert.ok(ACTS[kind], kind);
      const told: readonly string[] = toldOf(content);
      assert.deepEqual(
        Object.keys(content).filter((name) => !told.includes(name) && !UNTOLD.has(name)),
        [],
        kind,
      );
      assert.ok(told.length > 0, kind);
    }
  });

  test('in each language it is words, amounts and days, and no ids and no hashes', () => {
    for (const locale of LOCALES)
      for (const { act, content } of contents) {
        const page = renderPage(<ActContent gov={gov} locale={locale} content={content} shop="Noodles" />);
        const text = page.replaceAll(/<[^>]*>/g, ' ');
        assert.doesNotMatch(
          text,
          /undefined|null|\[object|NaN|\{\w+\}|[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{32}/,
          `${act} ${locale}`,
        );
        assert.doesNotMatch(text, /\d{4}-\d\d-\d\dT/, `${act} ${locale}`);
      }
  });

  test('an amount, a day and a limit are told as people write them', () => {
    const shown = (content: Record<string, unknown>) =>
      renderPage(<ActContent gov={gov} locale="en" content={content} shop="Noodles" />);
    const unit = 10 ** gov.pack.currency.decimals;
    assert.match(shown({ amount: 1_200 * unit }), /1,200/);
    // An instant at the end of a day is that day.
    assert.match(shown({ expiresAt: '2026-12-31T16:00:00.000Z' }), /31 December 2026/);
    assert.match(shown({ mostAtOnce: null, mostRefund: Number.MAX_SAFE_INTEGER }), /No limit[\s\S]*No limit/);
    assert.match(shown({ reason: 'stolen' }), /Stolen/);
    assert.match(shown({ reason: 'constructor' }), /constructor/);
    assert.match(shown({ shop: 'x' }), /Noodles/);
  });
});
