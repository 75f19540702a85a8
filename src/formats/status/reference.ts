import { isObject } from '../jose/json.ts';

/** Where the status of a token stands (draft-ietf-oauth-status-list §6.2). */
export interface StatusReference {
  /** The address of the status list token. */
  uri: string;
  /** The place in that list. */
  idx: number;
}

/**
 * Reads a `status` claim.
 * @returns undefined where there is none, or only one by another mechanism; null for one that breaks the rules.
 */
export function statusReference(status: unknown): StatusReference | undefined | null {
  if (status === undefined) return undefined;
  if (!isObject(status) || Object.keys(status).length === 0) return null;
  const list = status.status_list;
  if (list === undefined) return undefined;
  if (!isObject(list)) return null;
  const { idx, uri } = list;
  if (typeof uri !== 'string' || !URL.canParse(uri) || !Number.isSafeInteger(idx) || (idx as number) < 0) return null;
  return { uri, idx: idx as number };
}
