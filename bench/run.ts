// npm run bench [-- NAME…] [--json]: runs bench/NAME.bench.ts, or all of them, and shows each figure beside its yardstick.
import { readdirSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import type { Bench, Row } from './bench.ts';

const args = process.argv.slice(2);
const asJson = args.includes('--json');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const known = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}"; there are: ${known.join(', ')}`);
  process.exit(2);
}

const benches = new Map<string, Bench>();
for (const name of wanted.length > 0 ? wanted : known) await take(name);

const model = cpus()[0]?.model.trim() ?? process.arch;
console.log(`${availableParallelism()} cores (${model}), Node ${process.versions.node}, ${process.platform}\n`);

const rows: Row[] = [];
for (const bench of benches.values()) {
  const found = await bench.run();
  for (const row of found) console.log(lineOf(row));
  rows.push(...found);
}
if (asJson) console.log(JSON.stringify({ name: wanted.length === 1 ? wanted[0] : 'all', rows }));
process.exit(0);

/** Each once, in the order in which they are asked for, and its parts behind it. */
async function take(name: string): Promise<void> {
  if (benches.has(name)) return;
  const bench: Bench = await import(`./${name}.bench.ts`);
  benches.set(name, bench);
  for (const part of bench.parts ?? []) await take(part);
}

function lineOf({ id, value, unit, yardstick, ratio }: Row): string {
  const figure = `${value.toLocaleString('en')} ${unit}`;
  return `${id.padEnd(20)} ${figure.padStart(22)}   × ${String(ratio).padEnd(7)} of ${yardstick.value.toLocaleString('en')} (${yardstick.what})`;
}
