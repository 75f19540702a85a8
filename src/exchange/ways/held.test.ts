import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, LOCALES, sql } from '../../kernel/index.ts';
import { disclosuresOf } from '../../registry/index.ts';
import { wardsOf } from '../consents/index.ts';
import { bundledStatements } from '../templates/index.ts';
import { answersAbout } from './answers.ts';
import { documentCsv, documentOf } from './document.ts';
import { chosenOf, heldAbout, pathsHeld } from './held.ts';
import { personaOf } from './testing.ts';

for (const pack of ['tw', 'kr'])
  describe(`what is held about the demo people of ${pack}`, async () => {
    const { gov } = await testGovernment(pack);
    const people = await Promise.all(gov.pack.demo.personas.map(({ id }) => personaOf(gov, id)));

    test('is taken along in every language, with every value in words, and without any id of ours', async () => {
      const known = new Set(
        (await all(gov.db, sql<{ id: string }>`select id from identity.person`)).map(({ id }) => id),
      );
      for (const person of people) {
        const held = await heldAbout(gov, { reader: person });
        const paths = pathsHeld(held);
        for (const locale of LOCALES) {
          const answers = answersAbout(gov, held, bundledStatements(gov));
          const document = documentOf(gov, held, { paths, answers, locale, site: '' });
          const texts = document.records.flatMap(({ fields }) => fields.map(({ text }) => text));
          assert.ok(texts.every((text) => text !== '' && !text.includes('[object')));
          const written = `${JSON.stringify(document)}${documentCsv(document)}`;
          const ids = written.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
          assert.deepEqual(
            ids.filter((id) => known.has(id)),
            [],
          );
        }
      }
    });

    test('is known of a child and of a ward to who acts for them, and is told to them', async () => {
      const kinds = new Set<string>();
      for (const reader of people) {
        for (const { person: subject, name, as } of await wardsOf(gov, reader)) {
          if (kinds.has(as)) continue;
          kinds.add(as);
          const held = await heldAbout(gov, { reader, subject });
          assert.ok(name !== '' && held.names.get(subject) === name && held.number, as);
          const looks = await disclosuresOf(gov.db, subject, { limit: 20, at: gov.clock.now() });
          assert.ok(
            looks.some((look) => look.reader === reader && look.purpose.text.en === 'To see what agencies know'),
          );
        }
      }
      assert.deepEqual([...kinds].sort(), ['child', 'ward']);
    });

    test('is chosen field by field: what is not chosen is not there', async () => {
      const held = await heldAbout(gov, { reader: people[0]! });
      for (const path of pathsHeld(held)) {
        const records = chosenOf(held, [path]);
        assert.ok(records.length > 0);
        for (const { registry, record } of records)
          assert.deepEqual(Object.keys(record.values), [path.slice(registry.id.length + 1)]);
      }
      assert.deepEqual(chosenOf(held, []), []);
    });
  });
