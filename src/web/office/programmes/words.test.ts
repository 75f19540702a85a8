import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOCALES, type Text } from '../../../kernel/index.ts';
import { SIGNAL_NAMES } from '../../../programmes/index.ts';
import { OFFICE_ACT_TEXT } from '../../programme-acts.ts';
import { FRAUD, SIGNAL_TEXT } from './fraud-words.ts';
import { FREEZES } from './freeze-words.ts';
import { DO_TEXT, JOB_TEXT, PROGRAMMES, STATE_TEXT } from './words.ts';

const places = (words: string) => [...new Set([...words.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

test('every text has words in every language and the same places', () => {
  const texts: Text[] = [
    ...[PROGRAMMES, STATE_TEXT, JOB_TEXT, FRAUD, FREEZES, OFFICE_ACT_TEXT].flatMap((words) =>
      Object.values<Text>(words),
    ),
    ...Object.values(DO_TEXT).flatMap(({ title, effect }) => [title, effect]),
    ...Object.values(SIGNAL_TEXT).flatMap(({ name, seen, instead }) => [name, seen, instead]),
  ];
  for (const text of texts) {
    for (const locale of LOCALES) {
      assert.ok(text[locale].length > 0);
      assert.deepEqual(places(text[locale]), places(text.en), text.en);
    }
  }
});

test('every signal can be put into words', () => {
  assert.deepEqual(Object.keys(SIGNAL_TEXT).sort(), [...SIGNAL_NAMES].sort());
});
