import type { SourceFile } from './source.ts';

/** A column as a migration makes it. */
export interface Column {
  name: string;
  type: string;
  /** Whether its comment says that it holds something about a person. */
  personal: boolean;
}

/** A table of the migrations: its columns and its primary key. */
export interface Table {
  /** With its schema. */
  name: string;
  columns: Column[];
  key: string[];
}

/** The tables that migrations make, with the columns that later ones add. */
export function tablesOf(files: readonly SourceFile[]): Table[] {
  const migrations = files.filter(({ path }) => path.endsWith('.sql'));
  const tables = migrations.flatMap(({ text }) =>
    [...text.matchAll(/\bcreate table (\S+) \(\n([\s\S]*?)\n\)/g)].map(([, name, body]) => made(name!, body!)),
  );
  for (const { text } of migrations)
    for (const [, name, body] of text.matchAll(/^alter table (\S+)([\s\S]*?;)[ \t]*(?:--.*)?$/gm))
      tables.find((table) => table.name === name)!.columns.push(...added(text, body!));
  return tables;
}

const COLUMN = /^"?(\w+)"? (\w+(?:\[\])?)[^-]*(?:--\s*(.*))?$/;
const NO_COLUMN = /^(primary|unique|check|foreign|constraint)$/;

function made(name: string, body: string): Table {
  const lines = body.split('\n').map((line) => line.trim());
  const listed = /primary key \(([^)]*)\)/.exec(body)?.[1];
  const single = lines.map((line) => /^"?(\w+)"? .*\bprimary key\b/.exec(line)?.[1]).find(Boolean);
  const key = listed?.split(',').map((column) => column.trim().replaceAll('"', '')) ?? (single ? [single] : []);
  return { name, columns: lines.flatMap(columnOf), key };
}

/** The columns that a statement adds; a comment behind its end is a part of it. */
function added(text: string, body: string): Column[] {
  const end = text.indexOf(body) + body.length;
  const whole = body + text.slice(end, text.indexOf('\n', end) + 1 || undefined);
  return whole
    .split('\n')
    .flatMap((line) => /\badd column (.*)$/.exec(line)?.[1] ?? [])
    .flatMap(columnOf);
}

function columnOf(line: string): Column[] {
  const [, name, type, comment = ''] = COLUMN.exec(line) ?? [];
  return name && !NO_COLUMN.test(name) ? [{ name, type: type!, personal: /^personal\b/.test(comment) }] : [];
}
