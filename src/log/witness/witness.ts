import type { Clock, Logger } from '../../kernel/index.ts';
import { type Bytes, digest, sameBytes, toBase64 } from '../bytes.ts';
import type { Cosigner } from '../note/key.ts';
import { isSignedByAny } from '../note/note.ts';
import { parseVerifierKey, type Verifier } from '../note/vkey.ts';
import { provesConsistency } from '../tree/proof.ts';
import { parseRequest, type ReadRequest, SIZE_TYPE } from './request.ts';
import type { Cosigned, WitnessState } from './state.ts';

/*
 * A witness (https://c2sp.org/tlog-witness): it signs a log's checkpoint after it was shown that the tree holds the one
 * that it signed before. It knows nothing of what is in the log.
 */

/** What a witness answers: an HTTP status and a plain text. */
export interface Reply {
  status: number;
  body: string;
  /** Media type; `text/plain` where it is left out. */
  type?: string;
}

/** A witness at work. */
export interface Witness {
  name: string;
  vkey: string;
  /** Takes the body of a call of add-checkpoint. */
  addCheckpoint(body: string): Promise<Reply>;
  /** The logs that it watches, and what it signed last of each. */
  logs(): { origin: string; latest: Cosigned | undefined }[];
}

/** What a witness is made of. */
export interface WitnessParts {
  cosigner: Cosigner;
  /** The keys of the logs that it watches; the name of a key is the log's origin, and a log may have several. */
  vkeys: readonly string[];
  state: WitnessState;
  clock: Clock;
  logger: Logger;
}

/** A call that is not answered with a cosignature. */
class Refusal extends Error {
  readonly reply: Reply;
  constructor(status: number, body: string, type?: string) {
    super(body);
    this.reply = { status, body: `${body}\n`, ...(type && { type }) };
  }
}

/**
 * Makes a witness.
 * @throws Error when a key of a log is malformed.
 */
export async function makeWitness({ cosigner, vkeys, state, clock, logger }: WitnessParts): Promise<Witness> {
  const verifiers = await Promise.all(vkeys.map(parseVerifierKey));
  const trusted = Map.groupBy(verifiers, ({ name }) => name);
  const nothing: Cosigned = { size: 0, root: await digest(new Uint8Array()), time: 0 };
  const inTurn = oneAtATime();

  async function cosign(request: ReadRequest): Promise<string> {
    const { checkpoint, note } = request;
    const { origin, size, root } = checkpoint;
    const last = state.latest(origin) ?? nothing;
    if (size === last.size && !sameBytes(root, last.root))
      logger.warn(evidence(request, last), 'a log contradicts itself');
    await assertGrown(request, last);
    // Time may stand still in what this witness says, but never go back, whatever the machine's clock does.
    const time = Math.max(Math.floor(clock.now().getTime() / 1000), last.time);
    await state.keep(origin, { size, root: root as Bytes, time });
    return cosigner.cosign(note.text, time);
  }

  return {
    name: cosigner.name,
    vkey: cosigner.vkey,
    logs: () => [...trusted.keys()].map((origin) => ({ origin, latest: state.latest(origin) })),
    async addCheckpoint(body) {
      try {
        const request = read(body);
        await assertTrusted(request, trusted.get(request.checkpoint.origin));
        // What was signed last is looked at and replaced in one turn, or two calls could pass each other and roll it back.
        return { status: 200, body: await inTurn(() => cosign(request)) };
      } catch (error) {
        if (error instanceof Refusal) return error.reply;
        throw error;
      }
    },
  };
}

function read(body: string): ReadRequest {
  try {
    return parseRequest(body);
  } catch (error) {
    throw new Refusal(400, `Malformed: ${(error as Error).message}`);
  }
}

async function assertTrusted({ old, note, checkpoint }: ReadRequest, keys: readonly Verifier[] = []): Promise<void> {
  if (keys.length === 0) throw new Refusal(404, 'This witness does not watch that log');
  if (!(await isSignedByAny(note, keys))) throw new Refusal(403, 'No key that is trusted for this log has signed that');
  if (old > checkpoint.size) throw new Refusal(400, 'The old size is larger than the new one');
}

async function assertGrown({ old, proof, checkpoint }: ReadRequest, last: Cosigned): Promise<void> {
  const { size, root } = checkpoint;
  const conflict = new Refusal(409, String(last.size), SIZE_TYPE);
  if (old !== last.size) throw conflict;
  if (old === size && !sameBytes(root, last.root)) throw conflict;
  // From nothing there is nothing to prove; section 2.1.4 of RFC 9162 begins at 1.
  const grown =
    old === 0
      ? proof.length === 0
      : await provesConsistency({ first: old, second: size, firstRoot: last.root, secondRoot: root, proof });
  if (!grown) throw new Refusal(422, 'The proof does not show that the log has only grown');
}

/** Two trees of one size: the one that was signed, and a note by which the log signs another. All of it is public. */
function evidence({ text, checkpoint }: ReadRequest, { size, root }: Cosigned) {
  return { log: checkpoint.origin, size, root: toBase64(root), note: text };
}

/** Runs pieces of work one after the other, in the order in which they are given. */
function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
}
