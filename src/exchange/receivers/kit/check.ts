import { sha256Of } from '../../../credentials/index.ts';
import { contentDigest, type HttpRequest } from '../../../formats/index.ts';
import { type Clock, uuidv7 } from '../../../kernel/index.ts';
import { checkAcknowledgement } from '../deletion/acknowledge.ts';
import { readKeys } from '../keys.ts';
import type { Jwk } from '../model.ts';
import type { WebhookEvent } from '../webhooks/model.ts';
import { type Posted, post } from '../webhooks/post.ts';
import { signWebhook } from '../webhooks/send.ts';
import { newSigner, type PlayedPlatform } from './platform.ts';

/** A receiver that is tried. Its keys are a JWK Set as text. */
export interface ReceiverToCheck {
  party: string;
  webhook: string;
  keys: string;
  hosts: readonly string[];
  /** Where it wants people to come back to. */
  redirects: readonly string[];
}

/** What came of one check: whether it holds, and what was seen instead. */
export interface ReceiverFinding {
  id: string;
  /** The standard and its section; "here" where the demand is ours. */
  source: string;
  says: string;
  ok: boolean;
  but?: string;
}

interface Trial {
  receiver: ReceiverToCheck;
  platform: PlayedPlatform;
  clock: Clock;
  /** How long it may take to acknowledge, in milliseconds. */
  patience: number;
}

interface Demand {
  id: string;
  source: string;
  says: string;
  /** @returns what is wrong; undefined where all is well. */
  fails(trial: Trial): string | undefined | Promise<string | undefined>;
}

const seconds = ({ clock }: Trial) => Math.floor(clock.now().getTime() / 1000);

/** Something that a webhook tells, and who signs it how long ago, in seconds. */
interface Telling {
  event?: WebhookEvent;
  says?: Record<string, string>;
  age?: number;
  signer?: PlayedPlatform['signer'];
}

function webhook(trial: Trial, { event = 'consent.paused', says, age = 0, signer }: Telling = {}): HttpRequest {
  const at = trial.clock.now();
  const told = says ?? { consent: uuidv7(at) };
  const body = JSON.stringify({ id: uuidv7(at), event, at: at.toISOString(), ...told });
  const signing = { signer: signer ?? trial.platform.signer, created: seconds(trial) - age };
  return signWebhook({ url: trial.receiver.webhook, body, ...signing });
}

const ofStatusList = (trial: Trial): HttpRequest =>
  webhook(trial, {
    event: 'credential.revoked',
    says: { status_list: `${trial.platform.origin}/issuers/an-agency/status/0` },
  });

const send = (request: HttpRequest, headers = request.headers): Promise<Posted> =>
  post(request.url, { headers: Object.fromEntries(headers), body: request.body, local: true });

const told = (posted: Posted) =>
  'status' in posted ? `it answered with status ${posted.status}` : `it did not answer: ${posted.failure}`;
const notTaken = (posted: Posted) =>
  'status' in posted && posted.status >= 200 && posted.status < 300 ? undefined : told(posted);
const notRefused = (posted: Posted) =>
  'status' in posted && posted.status >= 400 && posted.status < 500 ? undefined : told(posted);

async function bodySwapped(trial: Trial): Promise<Posted> {
  const request = webhook(trial);
  const body = new TextEncoder().encode(new TextDecoder().decode(request.body).replace('paused', 'ended'));
  const headers = new Headers(request.headers);
  headers.set('content-digest', contentDigest(body, sha256Of));
  return send({ ...request, body }, headers);
}

async function digestStale(trial: Trial): Promise<Posted> {
  const request = webhook(trial);
  return send({ ...request, body: new TextEncoder().encode('{}') });
}

async function sentTwice(trial: Trial): Promise<Posted> {
  const request = webhook(trial);
  await send(request);
  return send(request);
}

async function unsigned(trial: Trial): Promise<Posted> {
  const request = webhook(trial);
  return send(request, new Headers({ 'content-type': 'application/json' }));
}

function keysOf({ receiver: { keys } }: Trial): readonly Jwk[] {
  const read = readKeys(keys);
  return 'keys' in read ? read.keys.sign : [];
}

async function acknowledges(trial: Trial): Promise<string | undefined> {
  const { receiver, platform, patience } = trial;
  const consent = uuidv7(trial.clock.now());
  const posted = await send(webhook(trial, { event: 'deletion.demanded', says: { consent } }));
  if (notTaken(posted)) return told(posted);
  const jws = await platform.acknowledgement(patience);
  if (jws === undefined) return `nothing came within ${patience / 1000} seconds`;
  const expected = { party: receiver.party, keys: keysOf(trial), origin: platform.origin, at: seconds(trial) };
  const checked = checkAcknowledgement(jws, expected);
  if ('problem' in checked) return checked.problem;
  return checked.consent === consent ? undefined : 'it names another consent';
}

function redirectsFail({ receiver: { hosts, redirects } }: Trial): string | undefined {
  const isGood = (address: string) => {
    const url = URL.parse(address);
    return url?.protocol === 'https:' && hosts.includes(url.hostname) && !url.username && !url.hash;
  };
  const bad = redirects.filter((address) => !isGood(address));
  return bad.length === 0 ? undefined : `not so: ${bad.join(', ')}`;
}

/** All that is tried, in this order. */
export const RECEIVER_DEMANDS: readonly Demand[] = [
  {
    id: 'keys.form',
    source: 'RFC 7517 §5, FAPI 2.0 §5.4',
    says: 'Its keys are a JWK Set with one to three keys on P-256 to sign by and one to encrypt to, and nothing secret.',
    fails({ receiver: { keys } }) {
      const read = readKeys(keys);
      return 'problem' in read ? read.problem.en : undefined;
    },
  },
  {
    id: 'redirects.hosts',
    source: 'FAPI 2.0 §5.3.2.2, RFC 9700 §2.1',
    says: 'People come back to addresses with https at its own hosts, without a fragment.',
    fails: redirectsFail,
  },
  {
    id: 'webhook.taken',
    source: 'RFC 9421 §3.2',
    says: 'It takes a webhook with a good signature, and answers with a status from 200 to 299.',
    fails: async (trial) => notTaken(await send(webhook(trial))),
  },
  {
    id: 'webhook.revoked',
    source: 'here',
    says: 'It takes one that is about a status list, and names no consent.',
    fails: async (trial) => notTaken(await send(ofStatusList(trial))),
  },
  {
    id: 'webhook.unsigned',
    source: 'RFC 9421 §3.2.1',
    says: 'It refuses a webhook without a signature, with a status from 400 to 499.',
    fails: async (trial) => notRefused(await unsigned(trial)),
  },
  {
    id: 'webhook.key',
    source: 'RFC 9421 §3.2',
    says: 'It refuses one that somebody else has signed under the name of our key.',
    fails: async (trial) => notRefused(await send(webhook(trial, { signer: newSigner(trial.platform.signer.kid) }))),
  },
  {
    id: 'webhook.body',
    source: 'RFC 9421 §7.2.1',
    says: 'It refuses one whose body and digest were changed on the way.',
    fails: async (trial) => notRefused(await bodySwapped(trial)),
  },
  {
    id: 'webhook.digest',
    source: 'RFC 9530 §2',
    says: 'It refuses one whose body is not the one that Content-Digest states.',
    fails: async (trial) => notRefused(await digestStale(trial)),
  },
  {
    id: 'webhook.old',
    source: 'RFC 9421 §7.2.2',
    says: 'It refuses one that was signed ten minutes ago.',
    fails: async (trial) => notRefused(await send(webhook(trial, { age: 600 }))),
  },
  {
    id: 'webhook.replayed',
    source: 'RFC 9421 §7.2.2',
    says: 'It refuses one that comes again, nonce and all.',
    fails: async (trial) => notRefused(await sentTwice(trial)),
  },
  {
    id: 'deletion.acknowledged',
    source: 'RFC 7515 §5.2, here',
    says: 'Told to delete, it sends an acknowledgement that it has signed.',
    fails: acknowledges,
  },
];

/** Tries a receiver as the platform does, and as those do who play the platform. */
export async function checkReceiver(
  receiver: ReceiverToCheck,
  options: { platform: PlayedPlatform; clock: Clock; patience: number },
): Promise<ReceiverFinding[]> {
  const trial: Trial = { receiver, ...options };
  const findings: ReceiverFinding[] = [];
  for (const { id, source, says, fails } of RECEIVER_DEMANDS) {
    const but = await fails(trial);
    findings.push({ id, source, says, ok: but === undefined, ...(but !== undefined && { but }) });
  }
  return findings;
}
