import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderPage } from '../../design/index.ts';
import { LOCALES, type Locale } from '../../kernel/index.ts';
import type { OpenedTask } from '../../services/index.ts';
import { EVENT_TEXT } from '../words.ts';
import { type ACT_NAMES, checkAct, LONGEST_WORDS, type Typed } from './acts.ts';
import { filtered, nextOf, queueAddress, standingOf, taskAddress } from './filter.ts';
import { appealed, context, correction, gov, items, officer, opened, task, view } from './fixture.ts';
import type { Attempt } from './forms.tsx';
import { type Done, QueuePage } from './queue.tsx';
import { TaskPage } from './task.tsx';
import { DONE_TEXT, KIND_TEXT, OFFICE } from './words.ts';

const queue = (locale: Locale, of = items, filter = {}, done?: Done): string =>
  renderPage(
    <QueuePage
      gov={gov}
      context={context(locale)}
      officer={officer}
      queue={{ items: of, more: false }}
      filter={filter}
      done={done}
    />,
  );

const taskPage = (locale: Locale, of?: OpenedTask, attempt?: Attempt): string =>
  renderPage(<TaskPage context={context(locale)} view={view(locale, of)} filter={{}} attempt={attempt} />);

for (const locale of LOCALES) {
  describe(`office in ${locale}`, () => {
    test('the queue shows how urgent each task is, in words, and no name', () => {
      const html = queue(locale);
      for (const { task: item } of items) assert.match(html, new RegExp(`/office/tasks/${item.id}"`));
      assert.ok(html.includes(OFFICE.notAgreed[locale]));
      assert.ok(html.includes(OFFICE.noNames[locale]));
      assert.ok(html.includes('md-deadline--late'));
      assert.ok(!html.includes('陳怡君'));
      assert.ok(!html.includes('my employer'));
      noHoles(html);
    });

    test('on coming back the queue says what was done, and the next task has the focus', () => {
      const html = queue(locale, items, {}, { act: 'approve', task: '2611-ABCD2345' });
      assert.match(
        html,
        /<a[^>]*href="\/office\/tasks\/late"[^>]*autofocus|<a[^>]*autofocus[^>]*href="\/office\/tasks\/late"/,
      );
      noHoles(html);
    });

    test('an empty queue and an empty filter say so', () => {
      assert.ok(queue(locale, []).includes(OFFICE.allDone[locale]));
      assert.ok(queue(locale, items, { kind: 'appeal' }).includes(OFFICE.noneSuch[locale]));
    });

    test('a task shows facts with sources, findings, history and the three acts', () => {
      const html = taskPage(locale);
      for (const shown of [
        '陳怡君',
        '王建宏',
        '84,000',
        '2611-ABCD2345',
        OFFICE.recorded[locale],
        OFFICE.notKnown[locale],
      ]) {
        assert.ok(html.includes(shown), shown);
      }
      for (const act of ['approve', 'refuse', 'ask'])
        assert.ok(html.includes(`action="/office/tasks/${task.id}/${act}"`), act);
      assert.ok(html.includes('&lt;b>It is attached&lt;/b>'), 'what people write is text');
      noHoles(html);
    });

    test('what an effect rests on leads to where the officer sees it', () => {
      const { context: known } = opened();
      const effects = [{ verb: 'receive', person: 'applicant', enrolment: 'account' } as const];
      const html = taskPage(locale, opened({ context: { ...known!, service: { ...known!.service, effects } } }));
      assert.match(html, /href="\/receivers\/enrolments\/0081234567890"/);
      assert.doesNotMatch(taskPage(locale), /\/receivers\/enrolments/);
      noHoles(html);
    });

    test('a correction sets held and claimed beside each other', () => {
      const html = taskPage(locale, correction());
      assert.ok(html.includes('my employer has the papers'));
      assert.ok(html.includes(`action="/office/tasks/${task.id}/settle"`));
      assert.ok(!html.includes(`/${task.id}/approve`));
      noHoles(html);
    });

    test('an appeal shows its grounds and the decision; whoever decided cannot answer', () => {
      const html = taskPage(locale, appealed());
      assert.ok(html.includes('I was insured all the time.'));
      assert.ok(html.includes('Not insured.'));
      assert.ok(html.includes(`/${task.id}/appeal"`));
      const own = taskPage(locale, appealed(officer.person));
      assert.ok(own.includes(OFFICE.ownDecision[locale]));
      assert.ok(!own.includes(`/${task.id}/appeal"`));
    });

    test('what was typed is kept, and each problem leads to its field', () => {
      const typed = { reason: 'The papers are missing', law: '' };
      const html = taskPage(locale, opened(), { act: 'refuse', typed, problems: { law: OFFICE.chooseArticle } });
      assert.ok(html.includes('href="#refuse-law"'));
      assert.match(html, /id="refuse-law"/);
      assert.ok(html.includes('The papers are missing'));
      assert.equal(html.split('The papers are missing').length, 2, 'in no other form');
    });

    test('a task that waits or is done offers no act', () => {
      const since = { ...task, pausedOn: '2026-11-12' };
      assert.ok(!taskPage(locale, opened({ task: since })).includes('<form action="/office/tasks/'));
      const closed = { ...task, closedAt: new Date('2026-11-15T00:00:00Z') };
      assert.ok(taskPage(locale, opened({ task: closed })).includes(OFFICE.closed[locale]));
    });
  });
}

/** Nothing of the program shows through. */
function noHoles(html: string): void {
  const shown = html.replace(/<[^>]*>/g, ' ');
  assert.doesNotMatch(shown, /undefined|null|\[object|NaN|\{\w+\}/);
}

test('every text has words in every language and the same places', () => {
  const places = (words: string) => [...words.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();
  for (const text of [OFFICE, KIND_TEXT, DONE_TEXT, EVENT_TEXT].flatMap((catalogue) => Object.values(catalogue))) {
    for (const locale of LOCALES) {
      assert.ok(text[locale].length > 0);
      assert.deepEqual(places(text[locale]), places(text.en), text.en);
    }
  }
});

test('a queue is counted, filtered, and left at its next task', () => {
  assert.deepEqual(standingOf(items), { open: 4, soon: 1, late: 1, paused: 1 });
  assert.equal(filtered(items, { kind: 'correct' }).length, 1);
  assert.equal(filtered(items, { service: 'benefit' }).length, 3);
  assert.equal(nextOf(items)?.task.id, 'late');
  assert.equal(nextOf(items.slice(3)), undefined);
  assert.equal(queueAddress({}), '/office');
  assert.equal(taskAddress('t', { kind: 'decide', service: '' }, 'ask'), '/office/tasks/t/ask?kind=decide');
});

describe('forms', () => {
  const problemsOf = async (act: (typeof ACT_NAMES)[number], form: Typed, of = opened()) => {
    const checked = await checkAct(act, { gov, officer, head: of }, form);
    return 'problems' in checked ? Object.keys(checked.problems) : [];
  };

  test('an empty form of any act says what is missing', async () => {
    assert.deepEqual(await problemsOf('approve', {}), ['reason']);
    assert.deepEqual(await problemsOf('refuse', { reason: '  ' }), ['reason', 'law']);
    assert.deepEqual(await problemsOf('ask', {}), ['question']);
    assert.deepEqual(await problemsOf('settle', {}, correction()), ['upheld', 'reason']);
    assert.deepEqual(await problemsOf('appeal', {}, appealed()), ['granted', 'reason']);
  });

  test('words are counted as people count them', async () => {
    assert.deepEqual(await problemsOf('ask', { question: '𠀋'.repeat(LONGEST_WORDS) }), []);
    assert.deepEqual(await problemsOf('ask', { question: '𠀋'.repeat(LONGEST_WORDS + 1) }), ['question']);
  });

  test("a refusal rests on one of the service's own laws", async () => {
    assert.deepEqual(await problemsOf('refuse', { reason: 'x', law: '福利法第31條' }), []);
    assert.deepEqual(await problemsOf('refuse', { reason: 'x', law: 'some other act' }), ['law']);
  });

  test('a corrected value has to fit its field; without a correction it is not looked at', async () => {
    const settle = (value: string, of = correction()) =>
      problemsOf('settle', { upheld: 'yes', value, reason: 'x' }, of);
    assert.deepEqual(await settle('1299'), []);
    assert.deepEqual(await settle('many'), ['value']);
    assert.deepEqual(await settle(''), ['value']);
    assert.deepEqual(await settle('', correction('spouse', null)), [], 'an optional value may be taken away');
    assert.deepEqual(await settle('2026-02-30', correction('born_on')), ['value']);
    assert.deepEqual(await settle('other', correction('sex')), ['value']);
    assert.deepEqual(await problemsOf('settle', { upheld: 'no', value: 'many', reason: 'x' }, correction()), []);
  });
});
