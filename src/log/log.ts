import type { Db } from '../kernel/index.ts';
import type { Statement } from './leaf.ts';
import type { Signer } from './note/note.ts';
import type { Policy } from './note/policy.ts';

/** A log as whoever runs it has it. Several can live in one database: nothing about a log is global. */
export interface OperatedLog {
  /** The log's name in its checkpoints (c2sp.org/tlog-checkpoint). It is for ever: under another name it is another log. */
  origin: string;
  /** Every checkpoint is signed by all of them, the newest first; more than one while a key is being replaced. */
  signers: readonly Signer[];
  /** Whose cosignatures a checkpoint needs before it is shown. */
  policy: Policy;
  /** The witnesses are a demonstration's own, in the log's own process: they prove no independence, and pages say so. */
  demoWitnesses?: true;
  /** What is stated in the last leaf before each checkpoint, for everyone to read. */
  statement?: {
    kind: string;
    read(db: Db): Promise<Statement>;
    /** Told when this process begins to run the log: others may have stated something later than what it remembers. */
    forget?(): void;
  };
}

/** What whoever checks this log needs: its keys, its witnesses, and how many of these. */
export function policyOf({ signers, policy }: OperatedLog): Policy {
  return { ...policy, logs: signers.map(({ vkey }) => ({ vkey })) };
}
