import type { MisbehaviourKind } from './file.ts';
import { type Misbehaviour, reportOf } from './file.ts';
import type { MonitorOptions } from './monitor.ts';
import { keepFile, type MonitorState } from './state.ts';
import type { Finding } from './view.ts';

/** Something that was caught and kept. */
export interface Alarm {
  name: string;
  file: Misbehaviour;
  /** Where the file is. */
  path: string;
}

/** Proofs are about the log itself, wherever it was seen. */
const ABOUT_THE_LOG: readonly MisbehaviourKind[] = ['split', 'rewritten', 'statement', 'no-statement'];

/** The name of a finding: `KIND-SIZE`, with the number of the place where that matters and it is not the first. */
export function nameOf({ evidence: { kind }, size }: Finding, place: number): string {
  const suffix = place === 0 || ABOUT_THE_LOG.includes(kind) ? '' : `-at-${place + 1}`;
  return `${kind}-${size}${suffix}`;
}

/** What raising an alarm needs. */
export type Raising = Pick<MonitorOptions, 'directory' | 'clock' | 'onAlarm'> & { state: MonitorState; policy: string };

/** Keeps a finding as a file and tells of it, unless it stood in the round before. */
export async function raise(
  { name, from, evidence, what }: Finding & { name: string; from: string },
  { state, policy, directory, clock, onAlarm }: Raising,
): Promise<void> {
  if (state.standing.includes(name)) return;
  const file = await reportOf(evidence, { policy, seen: { at: clock.now().toISOString(), from, what } });
  const path = await keepFile(directory, name, file);
  await onAlarm?.({ name, file, path });
}
