import { type EncodedHeader, unsignedJws } from '../jose/jws.ts';
import type { Unsigned } from '../signing.ts';
import type { EncodedStatusList } from './list.ts';

/** The type of a status list token in its header (draft-ietf-oauth-status-list §5.1). */
export const STATUS_LIST_TYPE = 'statuslist+jwt';
/** The media type by which it is asked for and served (§8.1). */
export const STATUS_LIST_MEDIA_TYPE = `application/${STATUS_LIST_TYPE}`;

/** What a status list token says besides the list. Times are seconds since 1970. */
export interface StatusListClaims {
  /** Its address: `uri` in all tokens that refer to it. */
  uri: string;
  iss?: string | undefined;
  at: number;
  /** When it is no longer to be believed. */
  exp: number;
  /** For how many seconds it may be kept before a newer one is fetched. */
  ttl: number;
}

/** A status list token (§5.1). @param header of the issuer's key, with `typ` STATUS_LIST_TYPE. */
export function issueStatusList(
  header: EncodedHeader,
  claims: StatusListClaims,
  list: EncodedStatusList,
): Unsigned<string> {
  const { uri: sub, iss, at: iat, exp, ttl } = claims;
  return unsignedJws(header, JSON.stringify({ iss, sub, iat, exp, ttl, status_list: list }));
}
