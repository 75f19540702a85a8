import {
  checkStatusList,
  MOST_LIST_BYTES,
  STATUS,
  STATUS_LIST_MEDIA_TYPE,
  type StatusList,
  type StatusReference,
  statusAt,
} from '../../../../formats/index.ts';
import { now } from '../../shared/clock.ts';
import { falseOneOf } from '../../shared/signatures.ts';
import { certifiedKey, HOLDERS_LEEWAY } from '../issuance/certified.ts';
import { readCopy } from '../issuance/copies.ts';
import { type Fetch, send } from '../issuance/http.ts';
import type { HeldCard } from '../model.ts';
import { copiesOf, markGone, type OpenWallet } from '../store.ts';

/**
 * How a card stands: `valid`, or `suspended`; `gone`: none of its copies is good any more; `over`: its time is; `unknown`: nobody
 * could be asked.
 */
export type Standing = 'valid' | 'suspended' | 'gone' | 'over' | 'unknown';

/**
 * Looks up how a card stands in the lists of its issuer. A list is fetched as a whole, by the page and not by the card, so that
 * nobody learns whose status was of interest. Copies that were revoked are marked as gone.
 */
export async function standingOf(wallet: OpenWallet, card: HeldCard, fetch: Fetch): Promise<Standing> {
  if (card.expiresAt !== undefined && card.expiresAt <= now()) return 'over';
  const copies = (await copiesOf(wallet, card.id)).filter(({ state }) => state !== 'gone');
  const listed = copies.flatMap((copy) => {
    const status = readCopy(copy.format, copy.credential)?.status;
    return status ? [{ copy, status }] : [];
  });
  if (copies.length === 0) return 'gone';
  if (listed.length === 0) return 'valid';
  try {
    const statuses = await statusesOf(listed, fetch);
    await markGone(
      wallet,
      listed.filter((_, nth) => statuses[nth] === STATUS.invalid).map(({ copy }) => copy.id),
    );
    if (statuses.every((status) => status === STATUS.invalid)) return 'gone';
    return statuses.some((status) => status === STATUS.suspended) ? 'suspended' : 'valid';
  } catch {
    return 'unknown';
  }
}

/** The status of each, every list fetched once. Throws where one cannot be had. */
async function statusesOf(listed: readonly { status: StatusReference }[], fetch: Fetch): Promise<number[]> {
  const references = new Map(listed.map(({ status }) => [status.uri, status]));
  const lists = new Map(
    await Promise.all([...references].map(async ([uri, reference]) => [uri, await listAt(reference, fetch)] as const)),
  );
  return listed.map(({ status: { uri, idx } }) => {
    const status = statusAt(lists.get(uri)!, idx);
    if (status === undefined) throw new RangeError(`${uri} has no ${idx}`);
    return status;
  });
}

async function listAt(reference: StatusReference, fetch: Fetch): Promise<StatusList> {
  // How it stands now, and not how it stood when the browser last saw the list.
  const answer = await send(fetch, reference.uri, {
    headers: { accept: STATUS_LIST_MEDIA_TYPE },
    cache: 'no-cache',
  });
  const at = Math.floor(now() / 1000);
  const issuerKey = ({ x5c }: { x5c: readonly string[] | undefined }) => certifiedKey(x5c);
  const checked = checkStatusList(await answer.text(), { at, reference, issuerKey, leeway: HOLDERS_LEEWAY });
  if (!checked.ok) throw new Error(checked.why);
  if (await falseOneOf(checked.signatures)) throw new Error('false');
  return { bits: checked.bits, bytes: await inflated(checked.compressed) };
}

/** Opens ZLIB; stops where a list would be larger than any is. */
async function inflated(compressed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([compressed as BlobPart]).stream().pipeThrough(new DecompressionStream('deflate'));
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_LIST_BYTES) throw new RangeError('The list is too large');
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
