import { actingFor, falseOneOf, originOf, PARTIES, sha256Of } from '../../../credentials/index.ts';
import { checkSelfSigned, toBase64Url } from '../../../formats/index.ts';
import { AppError, type Db, first, run, sql } from '../../../kernel/index.ts';
import { commitAct } from '../../../log/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Jwk } from '../model.ts';
import { keysOfParty } from '../store.ts';

/** What the header of an acknowledgement says that it is (RFC 8725 section 3.11). */
export const ACKNOWLEDGEMENT_TYPE = 'deletion+jwt';

/** By how many seconds the clocks may differ, and so old an acknowledgement may be. */
const MOST_SECONDS = 300;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface DeletionRow {
  demandedAt: Date | null;
  acknowledgedAt: Date | null;
}

/**
 * Takes a receiver's word, signed, that it has deleted what a consent had given it: an act of the public log. The same word
 * again is taken as the first one.
 * @param jws a JWT of type `deletion+jwt` by one of its keys: `iss` the party, `aud` this site, `iat`, `consent`.
 * @returns when it was first acknowledged.
 * @throws AppError `invalid` with what is wrong with it; `not-found`, and `conflict` where nothing was demanded yet.
 */
export async function acknowledgeDeletion(
  tx: Db,
  gov: Government,
  { party, jws }: { party: string; jws: string },
): Promise<{ consent: string; acknowledgedAt: Date }> {
  const at = gov.clock.now();
  const checked = checkAcknowledgement(jws, {
    ...{ party, keys: (await keysOfParty(tx, party)).sign },
    ...{ origin: originOf(gov), at: Math.floor(at.getTime() / 1000) },
  });
  if ('problem' in checked) throw new AppError('invalid', checked.problem);
  const { consent } = checked;
  const found = await first(
    tx,
    sql<DeletionRow>`select demanded_at as "demandedAt", acknowledged_at as "acknowledgedAt"
      from exchange.deletion where party = ${party} and consent = ${consent} for update`,
  );
  if (!found) throw new AppError('not-found', 'Nothing of this consent is to be deleted by this receiver.');
  if (found.acknowledgedAt) return { consent, acknowledgedAt: found.acknowledgedAt };
  if (!found.demandedAt) throw new AppError('conflict', 'This consent is not over, so that nothing was demanded yet.');
  const { entry, salt } = await commitAct(tx, gov.logOrigin, {
    ...{ kind: 'deletion.acknowledged', agency: actingFor(gov, PARTIES), at },
    content: contentOf({ party, consent, acknowledgement: jws }),
  });
  await run(
    tx,
    sql`update exchange.deletion set acknowledged_at = ${at}, acknowledgement = ${jws}, entry = ${entry}, salt = ${salt}
      where party = ${party} and consent = ${consent}`,
  );
  return { consent, acknowledgedAt: at };
}

/** What of an acknowledgement is committed to in the public log. */
export const contentOf = (said: { party: string; consent: string; acknowledgement: string }) => ({
  party: said.party,
  consent: said.consent,
  acknowledgement: toBase64Url(sha256Of(Buffer.from(said.acknowledgement))),
});

/** What an acknowledgement is held against. */
export interface AcknowledgementExpected {
  party: string;
  keys: readonly Jwk[];
  /** The site that it is for. */
  origin: string;
  /** Now, in seconds since 1970. */
  at: number;
}

/** The consent that an acknowledgement speaks of, or what is wrong with it. */
export function checkAcknowledgement(
  jws: string,
  { party, keys, origin, at }: AcknowledgementExpected,
): { consent: string } | { problem: string } {
  const keyIn = ({ kid }: Readonly<Record<string, unknown>>) => keys.find((key) => key.kid === kid);
  const checked = checkSelfSigned(jws, { typ: ACKNOWLEDGEMENT_TYPE, at, keyIn });
  if (!checked.ok) return { problem: `${checked.why} (${checked.source})` };
  if (falseOneOf([checked.signature])) return { problem: 'The signature is not by the key that it names.' };
  const { iss, aud, iat, consent } = checked.payload;
  if (iss !== party || aud !== origin)
    return { problem: `iss has to be ${party} and aud ${origin} (RFC 7519 §4.1.1, §4.1.3).` };
  if (typeof iat !== 'number' || Math.abs(iat - at) > MOST_SECONDS)
    return { problem: `iat has to be now, give or take ${MOST_SECONDS} seconds (RFC 7519 §4.1.6).` };
  if (typeof consent !== 'string' || !UUID.test(consent)) return { problem: 'consent has to be the id of a consent.' };
  return { consent };
}
