import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addWorkingDays,
  type Day,
  dayOf,
  daysBetween,
  isDay,
  isWorkingDay,
  startOfDay,
  workingDaysBetween,
} from './calendar.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
/** A calendar whose holidays lie around a day, so that they matter. */
const calendarAround = (start: Day) =>
  fc
    .uniqueArray(fc.integer({ min: -60, max: 60 }), { maxLength: 40 })
    .map((offsets) => ({ holidays: new Set(offsets.map((offset) => addDays(start, offset))) }));
const dayAndCalendar = day.chain((start) => fc.tuple(fc.constant(start), calendarAround(start)));

test('a working day is neither a weekend nor a holiday', () => {
  const calendar = { holidays: new Set(['2026-03-05']) };
  const week = Array.from({ length: 7 }, (_, index) => isWorkingDay(addDays('2026-03-02', index), calendar));
  assert.deepEqual(week, [true, true, true, false, true, false, false]);
});

test('working days are counted as one would on a wall calendar', () => {
  fc.assert(
    fc.property(dayAndCalendar, fc.integer({ min: 0, max: 40 }), ([start, calendar], count) => {
      const worked: Day[] = [start];
      for (let date = new Date(`${start}T12:00:00Z`); worked.length <= count; ) {
        date = new Date(date.getTime() + 24 * 3_600_000);
        const text = date.toISOString().slice(0, 10);
        const weekend = ['Sat', 'Sun'].includes(date.toUTCString().slice(0, 3));
        if (!weekend && !calendar.holidays.has(text)) worked.push(text);
      }
      assert.equal(addWorkingDays(start, count, calendar), worked[count]);
    }),
  );
});

test('counting working days undoes adding them, and is the same backwards but for the sign', () => {
  fc.assert(
    fc.property(dayAndCalendar, fc.integer({ min: 0, max: 40 }), ([start, calendar], count) => {
      const end = addWorkingDays(start, count, calendar);
      assert.equal(workingDaysBetween(start, end, calendar), count);
      assert.equal(workingDaysBetween(end, start, calendar), count === 0 ? 0 : -count);
    }),
  );
});

test('adding days and counting them are each other’s inverse', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -50_000, max: 50_000 }), (start, count) => {
      assert.equal(daysBetween(start, addDays(start, count)), count);
    }),
  );
});

test('months keep the day where it exists, else end with the month', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
  assert.equal(addMonths('2024-01-31', 1), '2024-02-29');
  assert.equal(addMonths('2024-02-29', 12), '2025-02-28');
  assert.equal(addMonths('2024-02-29', 48), '2028-02-29');
  assert.equal(addMonths('2026-03-31', -1), '2026-02-28');
  assert.equal(addMonths('2026-12-31', 1), '2027-01-31');
  assert.equal(addMonths('2026-01-15', -1), '2025-12-15');
  assert.equal(addMonths('0050-01-31', 1), '0050-02-28', 'an early year is not taken for one of the twentieth century');
});

test('a month later lies in the next month, never on a later day of the month', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -600, max: 600 }), (start, count) => {
      const later = addMonths(start, count);
      const monthOf = (text: Day) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
      assert.ok(isDay(later));
      assert.equal(monthOf(later) - monthOf(start), count);
      assert.ok(later.slice(8) <= start.slice(8));
      if (later.slice(8) < start.slice(8)) assert.equal(addDays(later, 1).slice(8), '01');
    }),
  );
});

const IMPOSSIBLE = ['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-04-31', '2026-01-00', '1900-02-29'];
const OTHERWISE_WRITTEN = [
  '',
  '2026-1-1',
  '20260101',
  ' 2026-01-01',
  '2026-01-01\n',
  '2026-01-01T00:00:00Z',
  '26-01-01',
];
const NOT_STORABLE = ['0000-01-01', '+012026-01-01', '-000001-01-01', '２０２６-01-01'];

for (const text of [...IMPOSSIBLE, ...OTHERWISE_WRITTEN, ...NOT_STORABLE]) {
  test(`${JSON.stringify(text)} is no day`, () => assert.equal(isDay(text), false));
}

test('every existing day is a day', () => {
  for (const text of ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) assert.ok(isDay(text));
  fc.assert(fc.property(day, (text) => assert.ok(isDay(text))));
});

test('the day of an instant depends on the zone, and changes at its midnight', () => {
  const days = (instant: string) =>
    ['America/Los_Angeles', 'UTC', 'Asia/Taipei', 'Pacific/Kiritimati'].map((zone) => dayOf(new Date(instant), zone));
  assert.deepEqual(days('2026-03-05T15:59:59.999Z'), ['2026-03-05', '2026-03-05', '2026-03-05', '2026-03-06']);
  assert.deepEqual(days('2026-03-05T16:00:00Z'), ['2026-03-05', '2026-03-05', '2026-03-06', '2026-03-06']);
  assert.deepEqual(days('2026-03-05T07:59:59Z')[0], '2026-03-04');
  assert.deepEqual(days('2025-12-31T23:59:59Z'), ['2025-12-31', '2025-12-31', '2026-01-01', '2026-01-01']);
});

test('summer time moves midnight', () => {
  assert.equal(dayOf(new Date('2026-07-01T21:59:59Z'), 'Europe/Berlin'), '2026-07-01');
  assert.equal(dayOf(new Date('2026-07-01T22:00:00Z'), 'Europe/Berlin'), '2026-07-02');
  assert.equal(dayOf(new Date('2026-01-01T22:00:00Z'), 'Europe/Berlin'), '2026-01-01');
});

test('a day begins at midnight of its zone, on the days on which clocks are changed too', () => {
  const starts: [string, string, string][] = [
    ['2026-11-02', 'Asia/Taipei', '2026-11-01T16:00:00.000Z'],
    ['2026-11-02', 'UTC', '2026-11-02T00:00:00.000Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['2026-06-01', 'Asia/Kathmandu', '2026-05-31T18:15:00.000Z'],
  ];
  for (const [day, zone, start] of starts) assert.equal(startOfDay(day, zone).toISOString(), start, `${day} ${zone}`);
});
