import type { Clock, Logger } from '../../kernel/index.ts';
import type { KeyAlgorithm } from '../note/key.ts';
import { holdState, openCosigner } from './folder.ts';
import { serveWitness } from './server.ts';
import { makeWitness, type Witness } from './witness.ts';

/** What a witness that stands by itself needs. */
export interface WitnessSettings {
  /** Where its key and its memory are; made at the first start. */
  folder: string;
  /** The name of its key, by which policies know it; best an address of whoever runs it, without `https://`. */
  name: string;
  /** The keys of the logs that it watches. */
  vkeys: readonly string[];
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** For a new key; what there is must be of it, too. */
  algorithm?: KeyAlgorithm | undefined;
  clock: Clock;
  logger: Logger;
}

/** A witness at work. */
export interface RunningWitness {
  witness: Witness;
  /** Where it listens. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts a witness: a program by itself, with no database.
 * @throws ConfigError when key or memory cannot be used, or another process has them; Error of `listen`, or for a key of a
 * log that is none.
 */
export async function startWitness(settings: WitnessSettings): Promise<RunningWitness> {
  const { folder, name, vkeys, host, port, algorithm, clock, logger } = settings;
  const cosigner = await openCosigner(folder, name, algorithm);
  const state = await holdState(folder, name);
  try {
    const witness = await makeWitness({ cosigner, vkeys, state, clock, logger });
    const server = await serveWitness(witness, { host, port, logger });
    const close = async () => {
      await server.close();
      state.release();
    };
    return { witness, url: server.url, close };
  } catch (error) {
    state.release();
    throw error;
  }
}
