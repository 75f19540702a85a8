import type { Clock, Db } from '../../kernel/index.ts';
import { encodeLeaf, type Statement } from '../leaf.ts';
import type { OperatedLog } from '../log.ts';
import type { Signer } from '../note/note.ts';
import { isSignedWith } from '../note/signed.ts';
import type { SignedCheckpoint } from '../store/checkpoints.ts';

/** The leaves that stand last before the next checkpoint, in order. They stand there only when an act does, too. */
export async function statementsBefore(
  tx: Db,
  { origin, signers, statement }: OperatedLog,
  clock: Clock,
  last: SignedCheckpoint | undefined,
): Promise<Uint8Array[]> {
  const leafOf = (kind: string, stated: Statement) =>
    encodeLeaf({ v: 1, kind, at: clock.now().toISOString(), agency: origin, statement: stated });
  const leaves: Uint8Array[] = [];
  // Whoever trusts a key finds its successor here, under a checkpoint that both have signed.
  if (keysChanged(origin, signers, last)) leaves.push(leafOf('log.keys', { keys: signers.map(({ vkey }) => vkey) }));
  if (statement) leaves.push(leafOf(statement.kind, await statement.read(tx)));
  return leaves;
}

/** Whether others sign now than signed last. The empty log was signed before anything could be stated. */
function keysChanged(origin: string, signers: readonly Signer[], last: SignedCheckpoint | undefined): boolean {
  return !last || last.size === 0 || !isSignedWith(last.note, origin, signers);
}
