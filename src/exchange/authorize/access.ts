import { hashOf, IssuingError, originOf, type ReadDpop, readDpop } from '../../credentials/index.ts';
import { all, array, askInBatches, atSeconds, type Db, sql, trueSeconds } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { GrantedDetail } from './details.ts';

/** An access token, with a proof that whoever sends it holds its key. */
export interface Shown {
  token: Buffer;
  proof: ReadDpop;
}

/** Whose access token it is, and what for. */
export interface Access {
  /** The receiver. */
  party: string;
  granted: GrantedDetail;
}

/**
 * What a request shows (RFC 9449 section 7): all that can be checked without looking anything up.
 * @throws IssuingError `invalid_token`, or what is wrong with the proof.
 */
export async function shownIn(gov: Government, request: Request): Promise<Shown> {
  const { headers, method, url } = request;
  const [, token] = /^DPoP ([\w-]{1,500})$/i.exec(headers.get('authorization') ?? '') ?? [];
  const proof = headers.get('dpop');
  if (!token || !proof) throw badToken('Send an access token, and prove that you hold its key (DPoP).');
  const wish = { proof, method, url: originOf(gov) + new URL(url).pathname, token };
  return { token: hashOf(token), proof: await readDpop(gov, wish, true) };
}

/**
 * Looks an access token up: it is the authorization server's, which is not asked, since each answer comes through here.
 * @throws IssuingError `invalid_token`.
 */
export async function accessOf(gov: Government, { token, proof }: Shown): Promise<Access> {
  const look = looks.get(gov) ?? askInBatches<Buffer, TokenRow | undefined>((tokens) => tokensIn(gov.db, tokens), MOST);
  looks.set(gov, look);
  const row = await look(token);
  if (!row?.granted) throw badToken('This access token is not valid.');
  if (row.jkt !== proof.thumbprint) throw badToken('This access token is bound to another key.');
  return { party: row.party, granted: row.granted };
}

interface TokenRow {
  id: Buffer;
  party: string;
  jkt: string | null;
  granted: GrantedDetail | null;
}

/** Those who ask at the same time share a statement. */
const looks = new WeakMap<Government, (token: Buffer) => Promise<TokenRow | undefined>>();
const MOST = 256;

async function tokensIn(db: Db, tokens: readonly Buffer[]): Promise<(TokenRow | undefined)[]> {
  const rows = await all(
    db,
    sql<TokenRow>`select id, payload->>'clientId' as party, payload->>'jkt' as jkt, payload->'rar'->0 as granted
      from exchange.oauth where id = any(${array(tokens, 'bytea')}) and model = 'AccessToken'
        and ends_at > ${atSeconds(trueSeconds())}`,
  );
  return tokens.map((token) => rows.find(({ id }) => id.equals(token)));
}

const badToken = (says: string) =>
  new IssuingError('invalid_token', says, 401, { 'www-authenticate': 'DPoP error="invalid_token", algs="ES256"' });
