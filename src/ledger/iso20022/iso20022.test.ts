import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  accountIdentification,
  bankAccountNumber,
  decimalText,
  element,
  longId,
  plainText,
  shortId,
  textElement,
} from './index.ts';
import { isIban } from './parts.ts';

test('an amount has the decimals of its currency', () => {
  assert.equal(decimalText(0, 0), '0');
  assert.equal(decimalText(1_000, 0), '1000');
  assert.equal(decimalText(5, 2), '0.05');
  assert.equal(decimalText(-1_234_567, 2), '-12345.67');
  assert.equal(decimalText(Number.MAX_SAFE_INTEGER, 3), '9007199254740.991');
  assert.throws(() => decimalText(1, 6), RangeError);
});

test('a text of anybody becomes one line that XML can hold', () => {
  assert.equal(plainText(' 王\t小\u0000明\r\n ', 140), '王 小 明');
  assert.equal(plainText('a\u202Eb\uD800c\uFFFE', 140), 'abc');
  assert.equal(plainText('e\u0301', 140), 'é');
  assert.equal(plainText('𠮷'.repeat(200), 140), '𠮷'.repeat(140));
  assert.equal(textElement('Nm', `<&>"'`, 140), '<Nm>&lt;&amp;&gt;&quot;&apos;</Nm>');
  assert.equal(textElement('Nm', ' \n ', 140), '');
  assert.equal(element('Cdtr', textElement('Nm', '', 140)), '');
});

test('any text stays within its length and has no character that XML forbids', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const plain = plainText(text, 140);
      assert.ok([...plain].length <= 140);
      assert.equal(plain, plainText(plain, 140));
      assert.doesNotMatch(plain, /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u);
    }),
  );
});

test('an id is short on the way out and long on the way in', () => {
  const id = '0198f3c4-1111-7abc-8def-0123456789ab';
  assert.equal(shortId(id), '0198f3c411117abc8def0123456789ab');
  assert.equal(longId(shortId(id)), id);
  for (const other of ['', id, 'NOTPROVIDED', `${shortId(id)}0`]) assert.equal(longId(other), undefined);
});

test('an IBAN is told from another number by its check digits', () => {
  assert.ok(isIban('GB82WEST12345698765432'));
  assert.ok(!isIban('GB83WEST12345698765432'));
  assert.equal(accountIdentification('GB82WEST12345698765432'), '<Id><IBAN>GB82WEST12345698765432</IBAN></Id>');
  assert.equal(accountIdentification('700-12345678'), '<Id><Othr><Id>700-12345678</Id></Othr></Id>');
});

test('a number that a bank cannot have is none', () => {
  assert.equal(bankAccountNumber(' 004 1234-5678 '), '0041234-5678');
  for (const wrong of ['', ' ', '004/123', '<1>', '1'.repeat(35), '計'])
    assert.equal(bankAccountNumber(wrong), undefined);
});
