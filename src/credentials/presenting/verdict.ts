import {
  type AnswerBinding,
  type CredentialQuery,
  matchQuery,
  pickClaims,
  type Query,
  STATUS,
  type StatusReference,
  type TrustList,
  type VpToken,
} from '../../formats/index.ts';
import { type Db, first, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type CardId, cardOfStatus } from '../cards/index.ts';
import { issOf, vctAt } from '../issuers/index.ts';
import type { KeptCard, SignedTransaction } from './model.ts';
import { type Bound, currentList, type Genuine, genuineMdoc, genuineSdJwt, type Untrue } from './trust.ts';

/** What came of an answer: all that was shown is true, or the check that does not hold. */
export type Verdict = { cards: KeptCard[] } | Untrue;

/** What is demanded of an answer as a whole. */
export interface Demanded {
  query: Query;
  /** Whose cards alone will do. */
  person: string | null;
  binding: AnswerBinding;
}

/** Judges everything that was shown: genuine, bound to the request, in force, what was asked for, and one holder's. */
export async function judge(db: Db, gov: Government, token: VpToken, demanded: Demanded): Promise<Verdict> {
  const list = await currentList(gov);
  const bound: Bound = { ...demanded.binding, at: Math.floor(gov.clock.now().getTime() / 1000) };
  const cards: KeptCard[] = [];
  for (const query of demanded.query.credentials) {
    for (const text of token[query.id] ?? []) {
      const card = await judgeOne(db, gov, list, { query, text, bound });
      if ('failed' in card) return card;
      cards.push(card);
    }
  }
  const holders = new Set(cards.map(({ holder }) => holder.person));
  if (holders.size > 1)
    return { failed: 'holder.one', source: 'here', why: 'What was shown is of more than one person.' };
  if (demanded.person !== null && !holders.has(demanded.person))
    return { failed: 'holder.person', source: 'here', why: 'It is the card of somebody else.' };
  return { cards };
}

interface Shown {
  query: CredentialQuery;
  text: string;
  bound: Bound;
}

async function judgeOne(
  db: Db,
  gov: Government,
  list: TrustList,
  { query, text, bound }: Shown,
): Promise<KeptCard | Untrue> {
  const genuine = genuineOf(list, query, text, bound);
  if ('failed' in genuine) return genuine;
  const place = placeOf(gov, genuine);
  const holder = place && (await cardOfStatus(db, place));
  if (!place || !holder) return { failed: 'status.place', source: 'TSL §8.3', why: 'Its status cannot be looked up.' };
  // Whoever signs by a stolen issuer's key may know where the status of somebody's copy stands, and has not their key.
  if (holder.holderKey !== genuine.holderKey)
    return {
      failed: 'holder.key',
      source: 'here',
      why: 'It is bound to another key than the copy that was given out.',
    };
  const status = await statusOf(db, place);
  if (status !== STATUS.valid) return notValid(status);
  const [fit] = matchQuery({ credentials: [query] }, [genuine]).fits.get(query.id)!;
  if (!fit) return { failed: 'shown.enough', source: 'OpenID4VP §6.4.1', why: 'It does not show what was asked for.' };
  const claims = pickClaims(genuine.claims, fit.options[0]!);
  const signed = signedBy(text, genuine, bound);
  const type = typeOf(gov, genuine);
  return { query: query.id, type, format: genuine.format, claims, ...(signed && { signed }), holder: idOf(holder) };
}

/** What was signed with it besides: kept whole, so that it can be verified again. */
function signedBy(
  presentation: string,
  { type }: Genuine,
  { transaction, nonce, audience, at }: Bound,
): SignedTransaction | undefined {
  return transaction === undefined ? undefined : { transaction, presentation, type, nonce, audience, at };
}

const idOf = ({ person, id }: CardId): CardId => ({ person, id });

function genuineOf(list: TrustList, { format, meta }: CredentialQuery, text: string, bound: Bound): Genuine | Untrue {
  if (format === 'dc+sd-jwt') return genuineSdJwt(list, text, bound, meta.vct_values!);
  if (format === 'mso_mdoc') return genuineMdoc(list, text, bound, [meta.doctype_value!]);
  return { failed: 'shown.format', source: 'OpenID4VP §6.1', why: 'It is of a format that nobody here knows.' };
}

/** Where its status stands, if that is one of its own issuer's lists. Lists of anybody else are not asked for. */
function placeOf(gov: Government, { status, agency }: Genuine): Place | undefined {
  const [, list] = status?.uri.split(`${issOf(gov, agency)}/status/`) ?? [];
  if (!status || !list || !/^(0|[1-9]\d{0,8})$/.test(list) || !isSmall(status)) return undefined;
  return { agency, list: Number(list), index: status.idx };
}

interface Place {
  agency: string;
  list: number;
  index: number;
}

const isSmall = ({ idx }: StatusReference) => idx < 2 ** 31;

/** Its status at this moment: from where the lists are made of, so that a revocation counts at once. */
async function statusOf(db: Db, { agency, list, index }: Place): Promise<number> {
  const row = await first(
    db,
    sql<{ status: number }>`select status from credentials.status
      where agency = ${agency} and list = ${list} and index = ${index}`,
  );
  return row?.status ?? STATUS.valid;
}

const notValid = (status: number): Untrue =>
  status === STATUS.suspended
    ? { failed: 'status.suspended', source: 'TSL §7.1', why: 'It is suspended.' }
    : { failed: 'status.revoked', source: 'TSL §7.1', why: 'It was revoked.' };

/** Its type as the pack names it. What is trusted is of one of them. */
function typeOf(gov: Government, { type, format }: Genuine): string {
  const found = [...gov.pack.credentials.values()].find(({ id, formats }) =>
    formats.some((one) =>
      one.kind === 'mso_mdoc' ? format === one.kind && one.docType === type : vctAt(gov, id) === type,
    ),
  );
  return found!.id;
}
