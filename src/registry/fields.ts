import { isDay, type Text } from '../kernel/index.ts';
import type { Registry } from '../pack/index.ts';
import { REASONS, tooLong } from './reasons.ts';

/** What a field's declaration says about its values. */
export interface FieldRule {
  type: Registry['fields'][string]['type'];
  /** The values of an enum with their names. */
  of?: Readonly<Record<string, Text>>;
  /** A regular expression that the whole text must match. */
  format?: string;
}

/** How people are written where a value comes from: by national number in files and requests, by id among rooms. */
export interface PersonForm {
  /** Undefined when it is rightly written, otherwise what is wrong. */
  check(written: string): Text | undefined;
}

/** People written as the opaque ids that `identity` gives. */
export const personIds: PersonForm = {
  check: (id) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? undefined : REASONS.person),
};

export type Checked = { value: unknown } | { reason: Text };

const MOST = { text: 2_000, name: 200, number: 64, people: 500, magnitude: 1e15 };

/**
 * One value as JSON or as text (of a CSV file or a form) against its field: the value in the form in which it is
 * stored, or why it does not fit. Money is in the currency's unit, not minor units; people keep the form in which they came.
 */
export function checkValue(value: unknown, field: FieldRule, persons: PersonForm): Checked {
  return CHECKS[field.type](value, field, persons);
}

type Check = (value: unknown, field: FieldRule, persons: PersonForm) => Checked;

const CHECKS: Record<FieldRule['type'], Check> = {
  text: (value, field) => checkText(value, field, MOST.text, CONTROLS_BUT_LINES),
  name: (value, field) => checkText(value, field, MOST.name, CONTROLS),
  integer: checkInteger,
  money: checkMoney,
  number: checkNumber,
  date: (value) =>
    typeof value === 'string' && isDay(value.trim()) ? { value: value.trim() } : { reason: REASONS.date },
  boolean: checkBoolean,
  enum: (value, field) =>
    typeof value === 'string' && Object.hasOwn(field.of ?? {}, value.trim())
      ? { value: value.trim() }
      : { reason: REASONS.enum },
  person: (value, _field, persons) => checkPerson(value, persons),
  people: checkPeople,
  'bank-account': checkAccount,
};

const CONTROLS = /\p{Cc}/u;
const CONTROLS_BUT_LINES = /[^\P{Cc}\t\r\n]/u;

function checkText(value: unknown, field: FieldRule, most: number, forbidden: RegExp): Checked {
  if (typeof value !== 'string') return { reason: REASONS.text };
  const text = value.trim();
  // PostgreSQL stores neither NUL nor half a surrogate pair; U+FFFD is what remains of bytes that were not UTF-8.
  if (forbidden.test(text) || text.includes('\ufffd') || !text.isWellFormed()) return { reason: REASONS.unreadable };
  if (text.length > most && [...text].length > most) return { reason: tooLong(most) };
  if (field.format !== undefined && !formatOf(field.format).test(text)) return { reason: REASONS.format };
  return { value: text };
}

const formats = new Map<string, RegExp>();

/** The whole text must match a field's format, whether or not it says so. */
function formatOf(format: string): RegExp {
  let expression = formats.get(format);
  if (!expression) {
    expression = new RegExp(`^(?:${format})$`, 'u');
    formats.set(format, expression);
  }
  return expression;
}

/** The number that a JSON value or a decimal text is; NaN for anything else. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value + 0; // -0 becomes 0, as it is stored
  return typeof value === 'string' && /^[+-]?\d{1,16}(\.\d{1,15})?$/.test(value.trim())
    ? Number(value) + 0
    : Number.NaN;
}

function checkInteger(value: unknown): Checked {
  const number = numberOf(value);
  return Number.isSafeInteger(number) ? { value: number } : { reason: REASONS.integer };
}

function checkNumber(value: unknown): Checked {
  const number = numberOf(value);
  return Math.abs(number) <= MOST.magnitude ? { value: number } : { reason: REASONS.number };
}

/** No currency has more than four decimals (ISO 4217). */
function checkMoney(value: unknown): Checked {
  const number = numberOf(value);
  return /^-?\d{1,15}(\.\d{1,4})?$/.test(String(number)) ? { value: number } : { reason: REASONS.money };
}

function checkBoolean(value: unknown): Checked {
  if (typeof value === 'boolean') return { value };
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return word === 'true' || word === 'false' ? { value: word === 'true' } : { reason: REASONS.boolean };
}

function checkPerson(value: unknown, persons: PersonForm): Checked {
  if (typeof value !== 'string') return { reason: REASONS.person };
  const written = value.trim();
  if (written === '' || written.length > MOST.number || CONTROLS.test(written) || !written.isWellFormed())
    return { reason: REASONS.person };
  const reason = persons.check(written);
  return reason ? { reason } : { value: written };
}

/** A list, or in a CSV file one text with `;` or spaces between. */
function checkPeople(value: unknown, _field: FieldRule, persons: PersonForm): Checked {
  const list: unknown = typeof value === 'string' ? value.trim().split(/[;\s]+/) : value;
  if (!Array.isArray(list) || list.length > MOST.people) return { reason: REASONS.people };
  const people: unknown[] = [];
  for (const item of list) {
    const checked = checkPerson(item, persons);
    if ('reason' in checked) return checked;
    people.push(checked.value);
  }
  return new Set(people).size < people.length ? { reason: REASONS.twice } : { value: people };
}

/** Bank code and account as the country writes them; up to the 34 characters of an IBAN (ISO 13616) and separators. */
function checkAccount(value: unknown, field: FieldRule): Checked {
  if (typeof value !== 'string' || !/^[0-9A-Za-z][0-9A-Za-z -]{3,43}$/.test(value.trim()))
    return { reason: REASONS.account };
  return checkText(value, field, MOST.text, CONTROLS);
}
