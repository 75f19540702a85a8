import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { cardActs, cardsOf, copiesOf, offerCard } from '../../src/credentials/index.ts';
import { AGENCY, type Answered, Device, deviceKey, offerAt } from '../../src/credentials/issuing/testing.ts';
import { readCompact } from '../../src/formats/index.ts';
import { first, sql, transaction } from '../../src/kernel/index.ts';
import type { Government } from '../../src/pack/index.ts';
import { startMadang } from '../support/process.ts';
import { inParallel } from './client.ts';
import type { OwnGovernment } from './government.ts';
import { makeMothers } from './mothers.ts';
import { assertSound, untilSettled } from './soundness.ts';

const TYPE = 'resident-card';
const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
/** Keys in one wish for copies. */
const BATCH = 3;
const FORMATS = ['sd-jwt', 'compact'] as const;
/** Answers before a kill, and then so many milliseconds: at most. */
const MOST_ANSWERS = 12;
const LATEST_MS = 80;

/** What was seen of one run. */
interface Seen {
  answered: number;
  /** Requests whose answer never came, and which were sent again as they were. */
  sentAgain: number;
  /** Offers that were taken by somebody who was not told so: they got another. */
  takenUnseen: number;
}

/** Somebody with a phone. */
interface Holder {
  person: string;
  device: Device;
}

/**
 * Lets wallets take offers, fetch copies and move to other phones over HTTP, while the process is killed again and again. A
 * request whose answer was lost is sent again, and has to be answered as if nothing had happened.
 */
export async function surviveIssuing(
  { gov, home }: Pick<OwnGovernment, 'gov' | 'home'>,
  { people, wishes, kills, from }: { people: number; wishes: number; kills: number; from: number },
): Promise<Seen> {
  // What a wallet signs names the address, which must be the same after each start.
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  gov.config.ORIGIN = origin;
  const start = () => startMadang({ home, environment: { PORT: String(port), ORIGIN: origin } });
  const mothers = await makeMothers(gov, { from, count: people });
  const holders = await Promise.all(
    mothers.map(async ({ person }): Promise<Holder> => ({ person, device: new Device(origin, await deviceKey()) })),
  );
  const seen: Seen = { answered: 0, sentAgain: 0, takenUnseen: 0 };
  let madang = await start();
  let over = false;
  const fetching = inParallel(people, holders, (holder) => liveWithACard(gov, holder, wishes, seen))
    .catch((error: Error) => {
      throw new Error(`${error.message}\n${madang.output()}`, { cause: error });
    })
    .finally(() => {
      over = true;
    });
  for (let kill = 0; kill < kills && !over; kill++) {
    const enough = seen.answered + randomInt(4, MOST_ANSWERS);
    while (seen.answered < enough && !over) await sleep(2);
    await sleep(randomInt(LATEST_MS));
    await madang.kill('SIGKILL');
    madang = await start();
  }
  await fetching;
  await untilSettled(gov);
  await assertSound(gov);
  assert.equal(await madang.stop(), 0, madang.output());
  return seen;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Takes a card, fetches copies of it, and moves to another phone. What was given is what is written down. */
async function liveWithACard(gov: Government, holder: Holder, wishes: number, seen: Seen): Promise<void> {
  const { device, person } = holder;
  const token = await takeOffer(gov, holder, seen);
  const given: string[] = [];
  for (let nth = 0; nth < wishes; nth++) {
    const format = FORMATS[nth % FORMATS.length]!;
    const proofs = await patiently(seen, () => device.proofs(AGENCY, BATCH));
    const body = { credential_configuration_id: `${TYPE}.${format}`, proofs };
    const ask = () => patiently(seen, () => device.ask(`/issuers/${AGENCY}/credential`, token, body));
    // An impatient wallet asks twice at once, and then again.
    const answers = [...(await Promise.all([ask(), ask()])), await ask()];
    const [copies, ...others] = answers.map(textsOf);
    for (const other of others) assert.deepEqual(other, copies);
    assert.equal(copies!.length, BATCH);
    given.push(...copies!);
  }
  const [card, ...more] = await cardsOf(gov.db, person);
  assert.deepEqual(more, []);
  const written = await copiesOf(gov.db, card!);
  assert.deepEqual(given.map(placeOf).sort(), written.map(({ list, index }) => `${list} ${index}`).sort());
  const acts = await cardActs(gov.db, card!);
  assert.deepEqual(
    acts.map(({ kind }) => kind),
    ['granted', ...Array(wishes).fill('issued')],
  );
  await moveAway(gov, holder, token, seen);
}

async function takeOffer(gov: Government, { person, device }: Holder, seen: Seen): Promise<string> {
  for (;;) {
    const offer = await transaction(gov.db, (tx) => offerCard(tx, gov, { person, type: TYPE, by: { kind: 'holder' } }));
    const { json, status } = await redeem(device, offer, seen);
    if (status === 200) return json.access_token as string;
    // A code counts once, also where nobody heard the answer: the person makes another offer.
    assert.deepEqual([status, json.error], [400, 'invalid_grant']);
    seen.takenUnseen += 1;
  }
}

async function redeem(device: Device, { uri, code }: { uri: string; code?: string }, seen: Seen): Promise<Answered> {
  const { grants } = (await patiently(seen, () => offerAt(uri))) as { grants: Record<string, Record<string, string>> };
  const form = { grant_type: PRE_AUTHORIZED, 'pre-authorized_code': grants[PRE_AUTHORIZED]!['pre-authorized_code']! };
  return patiently(seen, () => device.token({ ...form, ...(code && { tx_code: code }) }));
}

/** Everything goes to another phone in one act, however often it is asked for. */
async function moveAway(gov: Government, { person, device }: Holder, token: string, seen: Seen): Promise<void> {
  const next = new Device(device.origin, await deviceKey());
  const nextToken = await takeMove(device, token, next, seen);
  const [card] = await cardsOf(gov.db, person);
  const proofs = await patiently(seen, () => next.proofs(AGENCY, BATCH));
  const body = { cards: [{ identifier: `${card!.id}.${TYPE}.sd-jwt`, proofs }] };
  const move = () => patiently(seen, () => next.ask('/wallets/moves', nextToken, body));
  const [one, ...others] = [...(await Promise.all([move(), move()])), await move()];
  assert.equal(one!.status, 200, JSON.stringify(one!.json));
  for (const other of others) assert.deepEqual(other.json, one!.json);
  const [moved] = one!.json.cards as { credentials: { credential: string }[] }[];
  const inForce = (await copiesOf(gov.db, card!)).filter(({ revokedAt }) => revokedAt === null);
  assert.deepEqual(
    moved!.credentials.map(({ credential }) => placeOf(credential)).sort(),
    inForce.map(({ list, index }) => `${list} ${index}`).sort(),
  );
  assert.equal((await cardActs(gov.db, card!)).filter(({ kind }) => kind === 'moved').length, 1);
  const left = await patiently(seen, () => device.ask('/wallets/here', token));
  assert.equal(left.status, 401, 'the phone that was left fetches nothing any more');
}

async function takeMove(old: Device, token: string, next: Device, seen: Seen): Promise<string> {
  for (;;) {
    const offer = await patiently(seen, () => old.ask('/wallets/move-offers', token, {}));
    assert.equal(offer.status, 200, JSON.stringify(offer.json));
    const { uri, tx_code: code } = offer.json as { uri: string; tx_code: string };
    const { json, status } = await redeem(next, { uri, code }, seen);
    if (status === 200) return json.access_token as string;
    assert.deepEqual([status, json.error], [400, 'invalid_grant']);
    seen.takenUnseen += 1;
  }
}

/** Asks until an answer comes. What is asked is the same each time, but for the proof of the key, which is used once. */
async function patiently<T>(seen: Seen, ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await ask();
      seen.answered += 1;
      if (tries > 0) seen.sentAgain += 1;
      return answer;
    } catch (error) {
      if (!isBrokenOff(error)) throw error;
      await sleep(50);
    }
  }
}

/** Whether a connection was refused, or broke before the answer was whole (Fetch, "network error"). */
const isBrokenOff = (error: unknown) => error instanceof TypeError && /fetch failed|terminated/.test(error.message);

function textsOf({ status, json }: Answered): string[] {
  assert.equal(status, 200, JSON.stringify(json));
  return (json.credentials as { credential: string }[]).map(({ credential }) => credential);
}

/** Where the status of a copy stands, as the copy itself says. */
function placeOf(copy: string): string {
  if (!copy.includes('.')) {
    const { list, index } = readCompact(copy)!.place;
    return `${list} ${index}`;
  }
  const { status } = JSON.parse(Buffer.from(copy.split('.')[1]!, 'base64url').toString());
  return `${status.status_list.uri.split('/').at(-1)} ${status.status_list.idx}`;
}

/** How many places of status lists were taken, and how many copies have one: no place may be lost or taken twice. */
export async function placesTaken({ db }: Pick<Government, 'db'>): Promise<{ taken: number; copies: number }> {
  const row = await first(
    db,
    sql<{
      taken: number;
      copies: number;
    }>`select (select coalesce(sum(taken), 0) from credentials.status_list)::integer as taken,
      (select count(*) from credentials.copy)::integer as copies`,
  );
  return row!;
}
