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

/** A finding with the name of its file, and where it was seen. */
export type Found = Finding & { name: string; from: string };

/** Proofs are about the log itself, wherever it was seen. */
const ABOUT_THE_LOG: readonly MisbehaviourKind[] = ['split', 'rewritten', 'statement', 'no-statement'];

/** The name of a finding: `KIND-SIZE`, with the number of the place where that matters and it is not the first. */
export function nameOf({ evidence: { kind }, size }: Finding, place: number): string {
  const suffix = place === 0 || ABOUT_THE_LOG.includes(kind) ? '' : `-at-${place + 1}`;
  return `${kind}-${size}${suffix}`;
}

/** Writes a file for each finding that did not stand before, and tells of it. */
export async function raise(
  found: readonly Found[],
  {
    state,
    policy,
    directory,
    clock,
    onAlarm,
  }: Pick<MonitorOptions, 'directory' | 'clock' | 'onAlarm'> & {
    state: MonitorState;
    policy: string;
  },
): Promise<void> {
  for (const { name, from, evidence, what } of found) {
    if (state.standing.includes(name)) continue;
    const file = await reportOf(evidence, { policy, seen: { at: clock.now().toISOString(), from, what } });
    const path = await keepFile(directory, name, file);
    await onAlarm?.({ name, file, path });
  }
  state.standing = found.map(({ name }) => name);
}
