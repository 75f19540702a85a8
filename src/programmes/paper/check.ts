import type { Db } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { isSealOf, type NoteSeal } from './note-code.ts';
import { noteKey, noteSecret } from './note-keys.ts';
import { type NoteStanding, noteStandings, recognise } from './standing.ts';

/** What anybody may know of a note. It says nothing of who had it. */
export type NoteCheck =
  | { state: 'mistyped' | 'unknown' }
  /** The signature in its QR code is not ours, or not for what stands in it. */
  | { state: 'forged' }
  /** `sealed`: its signature was seen, and is right; otherwise there was none, or the key of its print run is gone. */
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
  // Only the key of its own print run: whoever has stolen an older one signs nothing that was printed since.
  const secret = await noteSecret(gov.config, run.signingKey);
  if (!secret) return { state: 'known', standing, sealed: false };
  const printed = {
    ...{ programme, serial: text, value },
    ...{ currency: gov.pack.currency.code, until: run.expiresOn ?? undefined },
  };
  const sealed = isSealOf(noteKey(secret, programme), printed, asked.seal);
  return sealed ? { state: 'known', standing, sealed } : { state: 'forged' };
}
