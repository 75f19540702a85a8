import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Day, dayOf } from '../../src/kernel/index.ts';
import { demoRows, type Pack } from '../../src/pack/index.ts';

/*
 * What the houses of all tests say where only machines and operators look: log lines, figures, addresses of requests. It is
 * kept while they run, and looked through for what the registers hold of people after the last of them.
 */

/** The folder in which it is kept; nothing is kept unless a whole run asks for it. */
const FOLDER = process.env.MADANG_TEST_SAID;

/** Keeps lines for the end of the run. */
export function keepSaid(text: string): void {
  if (FOLDER && text) appendFileSync(join(FOLDER, `${process.pid}.txt`), text.endsWith('\n') ? text : `${text}\n`);
}

/** Fields whose values may tell who somebody is. */
const TELLING = new Set(['person', 'people', 'name', 'text']);
/** A value that more people share tells of none of them. */
const FEW = 3;
/** Shorter texts stand in any line by chance. */
const SHORTEST = { ideographs: 3, others: 8 };

/** What the registers hold of the demo's people that would tell who one of them is. */
export function plantedValues(pack: Pack, today: Day = dayOf(new Date(), pack.timeZone)): Set<string> {
  const sharedBy = new Map<string, number>();
  for (const { registry, row } of demoRows(pack, today)) {
    const { fields } = pack.registries.get(registry)!;
    for (const [name, value] of Object.entries(row)) {
      const type = fields[name]?.type;
      if (!type || !TELLING.has(type)) continue;
      // Numbers of people tell of them, however often they stand in a register.
      const more = type === 'person' || type === 'people' ? 0 : 1;
      for (const one of [value].flat().map(String)) sharedBy.set(one, (sharedBy.get(one) ?? 0) + more);
    }
  }
  return new Set([...sharedBy].filter(([value, people]) => people <= FEW && isLong(value)).map(([value]) => value));
}

const isLong = (value: string): boolean =>
  value.length >= (/^[\u4e00-\u9fff\uac00-\ud7af]+$/.test(value) ? SHORTEST.ideographs : SHORTEST.others);

/** Those of the values that stand in a text. @param values none shorter than three characters. */
export function found(text: string, values: Iterable<string>): string[] {
  const byStart = Map.groupBy(values, (value) => value.slice(0, 3));
  const seen = new Set<string>();
  for (let at = 0; at + 3 <= text.length; at += 1) {
    for (const value of byStart.get(text.slice(at, at + 3)) ?? [])
      if (text.startsWith(value, at) && standsAlone(text, at, value)) seen.add(value);
  }
  return [...seen];
}

/** Digits are a number only where no others go on with them: a long fraction or hash has any by chance. */
const standsAlone = (text: string, at: number, value: string): boolean =>
  !/^\d+$/.test(value) || !/[\da-f.]/i.test(`${text[at - 1] ?? ''}${text[at + value.length] ?? ''}`);

/** Lines that were kept in a folder, and those that say something of somebody. */
export function lookThrough(folder: string, values: ReadonlySet<string>): { lines: number; telling: string[] } {
  const lines = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').map(decoded),
  );
  const telling = found(lines.join('\n'), values);
  return { lines: lines.length, telling: lines.filter((line) => telling.some((value) => line.includes(value))) };
}

/** An address as a person reads it: what is no UTF-8 stays as it is. */
function decoded(line: string): string {
  return line.replaceAll(/(?:%[0-9a-f]{2})+/gi, (octets) => {
    try {
      return decodeURIComponent(octets);
    } catch {
      return octets;
    }
  });
}
