import type { Db } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { isSealOf, type NoteSeal } from './note-code.ts';
import { noteKey, noteSecrets } from './note-keys.ts';
import { type NoteStanding, noteStandings, recognise } from './standing.ts';

/** What anybody may know of a note. It says nothing of who had it. */
export type NoteCheck =
  | { state: 'mistyped' | 'unknown' }
  /** The signature in its QR code is not ours, or not for what stands in it. */
  | { state: 'forged' }
  /** `sealed`: its signature was seen, and is right. */
  | { state: 'known'; standing: Exclude<NoteStanding, { state: 'unknown' }>; sealed: boolean };

/**
 * Says how a note stands, by what is typed or scanned of it. The scratch code is not asked for: without it nobody can
 * spend the note, and to know whether it is worth anything it is not needed.
 * @param asked `programme` and `seal` where a QR code was scanned.
 */
export async function checkNote(
  db: Db,
  gov: Government,
  asked: { serial: string; programme?: string; seal?: NoteSeal },
): Promise<NoteCheck> {
  const found = await recognise(db, asked.serial);
  if (typeof found === 'string') return { state: found };
  const { text, programme } = found;
  if (asked.programme !== undefined && asked.programme !== programme) return { state: 'forged' };
  const standing = (await noteStandings(db, gov, programme, [found], gov.clock.now())).get(text)!;
  if (standing.state === 'unknown') return { state: asked.seal ? 'forged' : 'unknown' };
  if (!asked.seal) return { state: 'known', standing, sealed: false };
  const { value, run } = standing;
  const printed = {
    ...{ programme, serial: text, value },
    ...{ currency: gov.pack.currency.code, until: run.expiresOn ?? undefined },
  };
  return (await isSealed(gov, printed, asked.seal)) ? { state: 'known', standing, sealed: true } : { state: 'forged' };
}

/** Whether a seal is ours, told by the keys alone. */
export async function isSealed(
  { config }: Pick<Government, 'config'>,
  printed: Parameters<typeof isSealOf>[1],
  seal: NoteSeal,
): Promise<boolean> {
  const keys = (await noteSecrets(config)).map((secret) => noteKey(secret, printed.programme));
  return isSealOf(keys, printed, seal);
}
