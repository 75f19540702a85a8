import { createPublicKey } from 'node:crypto';
import { readSigningRequest } from '../../formats/index.ts';
import { issueKey } from '../../identity/index.ts';
import { AppError, type Db, first, run, sql } from '../../kernel/index.ts';
import { type Government, PackError, readRelyingParty } from '../../pack/index.ts';
import { actingFor, PARTIES } from '../issuers/index.ts';
import { falseOneOf } from '../primitives.ts';
import { certifyOutside } from './certificates.ts';
import { type KnownParty, relyingParty } from './parties.ts';
import { recordPartyAct } from './party-acts.ts';

/** The scope of keys by which relying parties ask through the API. */
export const PRESENT_SCOPE = 'present';

/** What came of registering, with the entry in the public log where anything changed. */
export interface Registered {
  party: KnownParty;
  entry: string | undefined;
}

/**
 * Registers a relying party by its file, or what it asks for anew: an act of the public log.
 * @throws PackError with every mistake in the file; AppError `conflict` for one that the pack has.
 */
export async function registerParty(
  tx: Db,
  gov: Government,
  { name, text }: { name: string; text: string },
): Promise<Registered> {
  const read = readRelyingParty(gov.pack, name, text);
  if (!('party' in read)) throw new PackError(name, read.problems);
  const { id, agency, version } = read.party;
  if (gov.pack.relyingParties.has(id)) throw new AppError('conflict', `The pack has a relying party "${id}" already.`);
  if (agency !== undefined) throw new AppError('invalid', 'Only the pack says which relying parties are agencies.');
  const known = await first(
    tx,
    sql<{ file: string; over: boolean }>`select file, withdrawn_at is not null as over from credentials.relying_party
      where party = ${id} for update`,
  );
  const isSame = known?.file === text && !known.over;
  if (!isSame)
    await run(
      tx,
      sql`insert into credentials.relying_party (party, file, registered_at)
        values (${id}, ${text}, ${gov.clock.now()})
        on conflict (party) do update set file = excluded.file, registered_at = excluded.registered_at, withdrawn_at = null`,
    );
  const entry = isSame ? undefined : await recordPartyAct(tx, gov, { party: id, kind: 'registered', version });
  return { party: await partyNamed(tx, gov, id), entry };
}

/** Lets a relying party ask no more: an act of the public log. @returns its entry; undefined where that was so before. */
export async function withdrawParty(tx: Db, gov: Government, id: string): Promise<string | undefined> {
  const party = await partyNamed(tx, gov, id);
  if (party.withdrawnAt) return undefined;
  const at = gov.clock.now();
  await run(
    tx,
    sql`insert into credentials.relying_party (party, registered_at, withdrawn_at) values (${id}, ${at}, ${at})
      on conflict (party) do update set withdrawn_at = ${at}`,
  );
  return recordPartyAct(tx, gov, { party: id, kind: 'withdrawn' });
}

/** Removes a relying party for good, so that its id is free: an act of the public log. Where all is made up, that is done. */
export async function forgetParty(tx: Db, gov: Government, id: string): Promise<void> {
  await run(tx, sql`delete from credentials.relying_party where party = ${id}`);
  await recordPartyAct(tx, gov, { party: id, kind: 'withdrawn' });
}

/** @throws AppError `not-found`. */
export async function partyNamed(db: Db, gov: Government, id: string): Promise<KnownParty> {
  const party = await relyingParty(db, gov, id);
  if (!party) throw new AppError('not-found', `There is no relying party "${id}".`);
  return party;
}

/**
 * A certificate for a key that a relying party has made for itself: an act of the public log.
 * @param file a request for a certificate (PKCS #10) or a public key, as PEM; or the key as JWK. Of P-256.
 * @throws AppError `invalid` for anything else, and for a request that the key did not sign.
 */
export async function certificateFor(
  tx: Db,
  gov: Government,
  { party, file }: { party: string; file: string },
): Promise<{ pem: string; entry: string }> {
  const known = await partyNamed(tx, gov, party);
  const { certificate, entry } = await certifyOutside(tx, gov, known, keyIn(file));
  const lines = Buffer.from(certificate)
    .toString('base64')
    .match(/.{1,64}/g)!;
  return { pem: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'), entry };
}

const REQUEST_PEM = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([\s\S]+?)-----END/;

function keyIn(file: string): JsonWebKey {
  const [, request] = REQUEST_PEM.exec(file) ?? [];
  const jwk = request === undefined ? publicKeyIn(file) : keyOfRequest(request);
  if (jwk?.crv !== 'P-256')
    throw new AppError('invalid', 'This is no request for a certificate of a key of P-256, and no such public key.');
  return jwk;
}

function keyOfRequest(base64: string): JsonWebKey | undefined {
  const read = readSigningRequest(new Uint8Array(Buffer.from(base64, 'base64')));
  if (read && falseOneOf([read.signature]))
    throw new AppError('invalid', 'The request is not signed by the key that it names.');
  return read?.jwk;
}

function publicKeyIn(file: string): JsonWebKey | undefined {
  try {
    const key = file.includes('-----BEGIN')
      ? createPublicKey(file)
      : createPublicKey({ key: JSON.parse(file), format: 'jwk' });
    return key.export({ format: 'jwk' }) as JsonWebKey;
  } catch {
    return undefined; // told by who asked
  }
}

/** A key of the API for a relying party; `token` is shown only now. */
export async function keyForParty(
  tx: Db,
  gov: Government,
  party: string,
): Promise<{ id: string; token: string; agency: string; title: string }> {
  const { title } = await partyNamed(tx, gov, party);
  const agency = actingFor(gov, PARTIES);
  const grant = { agency, scopes: [PRESENT_SCOPE], title: title.en };
  const { id, token } = await issueKey(tx, grant, gov.clock.now());
  await run(tx, sql`insert into credentials.party_key (party, key) values (${party}, ${id})`);
  return { id, token, agency, title: title.en };
}

/** The relying party whose key this is. @throws AppError `forbidden`. */
export async function partyOfKey(db: Db, key: string): Promise<string> {
  const row = await first(db, sql<{ party: string }>`select party from credentials.party_key where key = ${key}`);
  if (!row) throw new AppError('forbidden', 'This key is of no relying party.');
  return row.party;
}
