import { type Bytes, fromBase64url, toBase64url, toHex } from '../bytes.ts';
import type { Opening } from '../leaf.ts';
import { PAPER_CONTENT_LIMIT, PAPER_VERSION } from '../receipt/paper-format.ts';

/** What the QR code of a printed decision says. */
export interface Paper extends Pick<Opening, 'salt'> {
  /** The id by which the log is asked for the proof. */
  entry: string;
  /** What was decided; undefined where it was too long for the paper. */
  content?: unknown;
}

const ENTRY_END = 17;
const SALT_END = 49;

/**
 * Reads the fragment of the address on a printed decision, without its `#`.
 * @throws Error when it is not whole; DOMException or TypeError when what it holds cannot be inflated.
 */
export async function readPaper(fragment: string): Promise<Paper> {
  const bytes = fromBase64url(fragment);
  if (bytes[0] !== PAPER_VERSION || bytes.length < SALT_END) throw new Error('Not the code of a printed decision');
  const id = toHex(bytes.slice(1, ENTRY_END));
  const entry = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const paper = { entry, salt: toBase64url(bytes.slice(ENTRY_END, SALT_END)) };
  if (bytes.length === SALT_END) return paper;
  return { ...paper, content: JSON.parse(await inflate(bytes.slice(SALT_END))) as unknown };
}

/** Inflates as much as a content may be long, and no more. */
async function inflate(deflated: Bytes): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > PAPER_CONTENT_LIMIT) throw new Error('Longer than a content is');
    text += decoder.decode(value, { stream: true });
  }
}
