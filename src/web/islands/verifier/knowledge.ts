import { type DBSchema, openDB } from 'idb';
import { type Bundle, checkBundle, MOST_LIST_BYTES, type StatusList, statusAt } from '../../../formats/index.ts';
import { now } from '../shared/clock.ts';
import { falseOneOf, sha256 } from '../shared/signatures.ts';

/*
 * What a verifier knows without asking: the keys of issuers and the statuses of their cards, signed by who keeps the trust
 * list. It is fetched while there is a network, kept in this browser, and checked each time that it is opened.
 */

const ADDRESS = '/verifier/bundle';

interface Kept extends DBSchema {
  bundle: { key: 'latest'; value: Uint8Array };
}

/** Whose word is taken: the address of the trust list's keeper, and their root certificates as DER. */
export interface Anchors {
  iss: string;
  roots: readonly Uint8Array[];
}

/** A bundle that holds, with its lists open. */
export interface Knowledge {
  bundle: Bundle;
  /** What is known of the status at a place; undefined where nothing is. */
  statusOf(agency: string, place: { list: number; index: number }): number | undefined;
}

/** By the clock of this device, in seconds since 1970. */
export const seconds = (): number => Math.floor(now() / 1_000);

const database = () => openDB<Kept>('madang-verifier', 1, { upgrade: (db) => void db.createObjectStore('bundle') });

/** What is kept from before; undefined where nothing is, or it holds no more. */
export async function keptKnowledge(anchors: Anchors): Promise<Knowledge | undefined> {
  try {
    const bytes = await (await database()).get('bundle', 'latest');
    return bytes && (await knowledgeIn(bytes, anchors));
  } catch {
    // A browser that keeps nothing, as in a private window.
    return undefined;
  }
}

/** Fetches what is known now, and keeps it. @returns undefined where no server answers, or what it says does not hold. */
export async function fetchKnowledge(anchors: Anchors): Promise<Knowledge | undefined> {
  try {
    // Not what this browser itself still has from a moment ago: whether a server answers is to be seen.
    const answer = await fetch(ADDRESS, { credentials: 'omit', cache: 'no-store' });
    if (!answer.ok) return undefined;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const knowledge = await knowledgeIn(bytes, anchors);
    if (knowledge) await (await database()).put('bundle', bytes, 'latest').catch(() => {});
    return knowledge;
  } catch {
    return undefined;
  }
}

async function knowledgeIn(bytes: Uint8Array, { iss, roots }: Anchors): Promise<Knowledge | undefined> {
  const checked = checkBundle(bytes, { iss, anchors: roots, at: seconds(), sha256 });
  if (!checked.ok || (await falseOneOf(checked.signatures))) return undefined;
  const { bundle } = checked;
  const lists = new Map<string, StatusList>();
  for (const { agency, list, bits, compressed } of bundle.lists)
    lists.set(`${agency} ${list}`, { bits, bytes: await inflate(compressed) });
  return {
    bundle,
    statusOf(agency, { list, index }) {
      const found = lists.get(`${agency} ${list}`);
      return found && statusAt(found, index);
    },
  };
}

/** Opens a list (ZLIB, RFC 1950). @throws TypeError for what is none, RangeError for more than any list has. */
async function inflate(compressed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([compressed as BlobPart]).stream().pipeThrough(new DecompressionStream('deflate'));
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST_LIST_BYTES) throw new RangeError('This is no status list');
    parts.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
