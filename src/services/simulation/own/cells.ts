import { fill, type Text } from '../../../kernel/index.ts';
import { type Checked, checkValue } from '../../../registry/index.ts';
import type { FileColumn } from './columns.ts';
import { TEXTS } from './limits.ts';

/** Written in a cell: there is none, whatever an empty one says. */
export const NONE = '-';
/** Written in a cell: it is not known, whatever an empty one says. */
export const NOT_KNOWN = '?';

/** A cell as the rules take it: null is known to be absent, undefined not known. */
export type Cell = { value: unknown } | { reason: Text };

/** People in a file are told apart by whatever text stands for them. */
const anybody = { check: () => undefined };

/** Reads a cell of a CSV file, or a value of a Parquet file. */
export function readCell(column: FileColumn, cell: unknown): Cell {
  const given = typeof cell === 'string' ? cell.trim() : plain(cell);
  if (given === '' || given === null || given === undefined)
    return { value: column.empty === 'none' ? null : undefined };
  if (given === NONE) return { value: null };
  if (given === NOT_KNOWN) return { value: undefined };
  if (typeof given === 'string' && given.includes('\ufffd')) return { reason: TEXTS.notUtf8 };
  return column.type === 'records' ? readRecords(column, given) : readValue(column, given);
}

/** What Parquet has types for that JSON has not. */
function plain(cell: unknown): unknown {
  if (typeof cell === 'bigint') return Number(cell);
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? 'NaN' : cell.toISOString().slice(0, 10);
  return typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : cell;
}

type Shape = Pick<FileColumn, 'type' | 'options'>;

function readValue({ type, options }: Shape, given: unknown): Cell {
  const written = typeof given === 'string' ? (FORMS[type]?.(given, options) ?? given) : given;
  const field = { type: type as Exclude<FileColumn['type'], 'records'>, ...(options && { of: options }) };
  return refined(checkValue(written, field, anybody), options);
}

/** An enum's reason names what is allowed, as far as that is short. */
function refined(checked: Checked, options: FileColumn['options']): Cell {
  if (!('reason' in checked) || !options) return checked;
  const names = Object.keys(options);
  const shown = names.slice(0, MOST_SHOWN).join(', ') + (names.length > MOST_SHOWN ? ' …' : '');
  return { reason: fill(ONE_OF, () => ({ options: shown })) };
}

const MOST_SHOWN = 12;
const ONE_OF: Text = {
  ko: '{options} 가운데 하나를 써 주세요',
  'zh-Hant': '請填入下列其中一項：{options}',
  en: 'Enter one of {options}',
};

/** Other ways in which people write values of a type, as the registries' one. */
const FORMS: Partial<Record<FileColumn['type'], (text: string, options: FileColumn['options']) => string | undefined>> =
  {
    integer: ungrouped,
    number: ungrouped,
    money: ungrouped,
    date: isoDay,
    boolean: (text) => TRUTHS[text.toLowerCase()],
    enum: optionOf,
  };

/** 1,200,000 is 1200000. */
function ungrouped(text: string): string | undefined {
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : undefined;
}

/** 2026/3/5, 2026. 3. 5. and 20260305 are 2026-03-05, and so is the midnight that begins it. */
function isoDay(text: string): string | undefined {
  const parts =
    /^(\d{4})[-/.]\s?(\d{1,2})[-/.]\s?(\d{1,2})\.?(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  return parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : undefined;
}

const TRUTHS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['yes', 'y', '1', '예', '네', '是'].map((word) => [word, 'true'])),
  ...Object.fromEntries(['no', 'n', '0', '아니요', '아니오', '否'].map((word) => [word, 'false'])),
};

/** The value of an enum that has this name in any language. */
function optionOf(text: string, options: FileColumn['options']): string | undefined {
  const wanted = text.toLowerCase();
  const entries = Object.entries(options ?? {});
  return entries.find(([, names]) => Object.values(names).some((name) => name.toLowerCase() === wanted))?.[0];
}

/** Records are written as JSON: `[{"monthly": 1200000}]`. */
function readRecords({ fields = {} }: FileColumn, given: unknown): Cell {
  const list = typeof given === 'string' ? parsed(given) : given;
  if (!Array.isArray(list) || list.length > MOST_RECORDS) return { reason: RECORDS };
  const records: Record<string, unknown>[] = [];
  for (const item of list) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return { reason: RECORDS };
    const record: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(fields)) {
      const value = plain((item as Record<string, unknown>)[name]);
      if (value === undefined) continue;
      const cell = value === null ? { value } : readValue({ type: field.type, options: field.of }, value);
      if ('reason' in cell) return cell;
      record[name] = cell.value;
    }
    records.push(record);
  }
  return { value: records };
}

const MOST_RECORDS = 100;
const RECORDS: Text = {
  ko: '[{"이름": 값}]처럼 JSON 목록으로 써 주세요',
  'zh-Hant': '請寫成 JSON 清單，例如 [{"名稱": 值}]',
  en: 'Write a list as JSON, such as [{"name": value}]',
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value as a cell says it; the other way round than `readCell`. */
export function writeCell(column: FileColumn, value: unknown): string {
  if (value === undefined) return column.empty === 'none' ? NOT_KNOWN : '';
  if (value === null) return column.empty === 'none' ? '' : NONE;
  if (column.type === 'people' && Array.isArray(value)) return value.join(';');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
