import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PageContext, renderPage } from '../../design/index.ts';
import { LOCALES, type Text } from '../../kernel/index.ts';
import { PAYING } from '../paying/words.ts';
import { readPurchase } from './amount.tsx';
import { NotePage, type PrintedNote, readNote } from './note.tsx';
import { excludedGoods, type TillView } from './view.tsx';
import { TILL } from './words.ts';

const text = (ko: string, zh: string, en: string): Text => ({ ko, 'zh-Hant': zh, en });
const voucher = (id: string, goods: Record<string, Text>) =>
  [id, { id, title: text(id, id, id), spending: { goods } }] as const;

const view = (locale: (typeof LOCALES)[number]): TillView =>
  ({
    locale,
    gov: {
      pack: {
        currency: { code: 'XTS', decimals: 0, format: text('{amount}원', '{amount} 元', 'X{amount}') },
        programmes: new Map([
          voucher('a', { tobacco: text('담배', '菸品', 'Tobacco') }),
          voucher('b', { tobacco: text('담배', '菸品', 'Tobacco'), gold: text('금', '黃金', 'Gold') }),
        ]),
      },
    },
    shop: { id: 'shop', name: 'Noodles' },
    clerk: { role: 'clerk' },
    context: {
      ...{ locale, preferences: {}, brand: { name: text('마당', '馬當', 'Madang') }, nav: [] },
      ...{ assets: { stylesheet: '/s.css', scripts: { paying: '/paying.js' } }, languageHref: () => '/' },
    } satisfies PageContext,
  }) as unknown as TillView;

test('every text has words in every language and the same places', () => {
  const places = (words: string) => [...words.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();
  for (const catalogue of [TILL, PAYING])
    for (const one of Object.values<Text>(catalogue))
      for (const locale of LOCALES) {
        assert.ok(one[locale].length > 0);
        assert.deepEqual(places(one[locale]), places(one.en), one.en);
      }
});

test('goods that any programme excludes are asked for once; others that are sent are left out', () => {
  assert.deepEqual([...excludedGoods(view('en')).keys()], ['tobacco', 'gold']);
  assert.deepEqual(readPurchase(view('en'), { amount: '1,200', goods: ['gold', 'milk'] }), {
    amount: 1_200,
    goods: ['gold'],
  });
  const none = readPurchase(view('en'), {});
  assert.ok('problem' in none && none.problem === TILL.enterAmount);
  const wrong = readPurchase(view('en'), { amount: 'ten', goods: ['gold'] });
  assert.ok('problem' in wrong && wrong.problem === TILL.amountOfDigits && wrong.typed === 'ten');
  assert.deepEqual(wrong.goods, ['gold']);
});

test("a note's address or serial is told from a customer's number and from any other text", () => {
  assert.deepEqual(readNote('https://gov.example/notes/stimulus-voucher/TSV000012340371?v=500&u=2027-06-30&s=abc'), {
    serial: 'TSV000012340371',
    programme: 'stimulus-voucher',
    seal: { value: '500', until: '2027-06-30', signature: 'abc' },
  });
  assert.deepEqual(readNote('tsv 0000 1234 03 71'), { serial: 'tsv 0000 1234 03 71' });
  for (const other of [
    '',
    '1234 5678 9012',
    'MADANG:PAY:00FF',
    'https://gov.example/other',
    'https://gov.example/notes/',
  ])
    assert.equal(readNote(other), undefined, other);
});

test('a note says what it is worth, and what is left to pay', () => {
  const note = { state: 'good', serial: 'TSV000012340371', programme: 'a', value: 500 } as unknown as PrintedNote;
  for (const locale of LOCALES) {
    const shown = (amount: number) =>
      renderPage(<NotePage view={view(locale)} note={note} amount={amount} goods={['gold']} code="TSV" key_="key" />);
    assert.match(shown(700), /TSV 0000 1234 03 71/);
    assert.match(shown(700), /X?200/);
    assert.ok(!shown(700).includes(TILL.noChange[locale]));
    assert.ok(shown(300).includes(TILL.noChange[locale]));
    assert.match(shown(500), /name="goods" value="gold"/);
    assert.doesNotMatch(shown(500).replace(/<[^>]*>/g, ' '), /undefined|null|\[object|NaN|\{\w+\}/);
  }
});
