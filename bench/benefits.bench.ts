import type { Government } from '../src/pack/index.ts';
import { loadPack } from '../src/pack/index.ts';
import { askingOf, findingsOf, NOTHING_KNOWN, withAnswers } from '../src/services/index.ts';
import { median, type Row, rowOf } from './bench.ts';
import { packOf } from './many-services.ts';

export const name = 'benefits';

const POLICIES = 100;
const INTERVIEWS = 40;
const WARM_UP = 10;
const TODAY = '2026-04-10';

/**
 * "What can I get?" over a hundred policies, as people come to it: one question answered after another, everything found
 * again after each. Beside finding alone, without choosing the next question.
 */
export async function run(): Promise<Row[]> {
  const { folder, remove } = await packOf(POLICIES);
  const gov = { pack: await loadPack(folder) } as Government;
  const whole: number[] = [];
  const finding: number[] = [];
  for (let interview = -WARM_UP; interview < INTERVIEWS; interview += 1) {
    const turns = interviewOf(gov, interview + WARM_UP);
    if (interview < 0) continue;
    whole.push(...turns.map((turn) => turn.whole));
    finding.push(...turns.map((turn) => turn.finding));
  }
  await remove();
  const yardstick = { what: 'ms: finding alone, median', value: median(finding) };
  return [
    rowOf('benefits.median', median(whole), 'ms', yardstick),
    rowOf('benefits.p99', percentile(whole, 0.99), 'ms', yardstick),
  ];
}

/** One person answers all that is asked, differently from the last one. Milliseconds of each turn. */
function interviewOf(gov: Government, seed: number): { whole: number; finding: number }[] {
  const turns: { whole: number; finding: number }[] = [];
  const answers: Record<string, unknown> = {};
  for (let turn = 0; turn < 60; turn += 1) {
    const began = performance.now();
    const findings = findingsOf(gov, withAnswers(gov, NOTHING_KNOWN, answers), TODAY);
    const found = performance.now();
    const [next] = askingOf(gov.pack, findings, TODAY).questions;
    turns.push({ whole: performance.now() - began, finding: found - began });
    if (!next) break;
    answers[next.ask.key] = answerTo(next.ask.fact.type, next.ask.fact.options, seed + turn);
  }
  return turns;
}

function answerTo(type: string, options: Readonly<Record<string, unknown>> | undefined, draw: number): unknown {
  if (type === 'boolean') return draw % 3 === 0;
  if (options) return Object.keys(options)[draw % Object.keys(options).length];
  if (type === 'date') return `${1990 + (draw % 20)}-05-20`;
  if (type === 'bank-account') return '08812345678901';
  return type === 'money' ? (draw % 7) * 600_000 : draw % 4;
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)]!;
