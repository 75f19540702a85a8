import { actingFor, PARTIES, registerParty, relyingParty } from '../../credentials/index.ts';
import { AppError, type Db, json, run, sql, type Text, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import { formatProblem, type Government, readRelyingParty } from '../../pack/index.ts';
import { publishTemplates } from '../templates/index.ts';
import { isOwnHost } from './hosts.ts';
import { readKeys } from './keys.ts';
import { limitsOf, type Receiver, type ReceiverKeys } from './model.ts';
import { receiverOf, writeReceiver } from './store.ts';

/** What somebody hands in who wants to receive data. */
export interface Enrolment {
  /** The relying party with its purposes, as a file of YAML. */
  file: string;
  /** Public keys, as a JWK Set. */
  keys: string;
  /** Where to be told of changes; empty for nowhere. */
  webhook: string;
}

/** What an enrolment says, whole; or everything that is wrong with it, by its part. */
export type EnrolmentRead =
  | { party: string; title: Text; keys: ReceiverKeys; webhook: string | undefined }
  | { problems: readonly { part: keyof Enrolment; problem: Text }[] };

const inAll = (text: string): Text => ({ 'zh-Hant': text, ko: text, en: text });

const WORDS = {
  webhook: {
    'zh-Hant': '通知網址須為 https，且主機名稱要列在檔案的 hosts 中。',
    ko: '알림 주소는 https여야 하고, 파일의 hosts에 있는 호스트여야 해요.',
    en: 'The webhook has to be an address with https, at one of the hosts in the file.',
  },
} as const satisfies Record<string, Text>;

/** Reads what somebody hands in. */
export function readEnrolment(gov: Government, enrolment: Enrolment): EnrolmentRead {
  const read = readRelyingParty(gov.pack, 'party.yaml', enrolment.file);
  const keys = readKeys(enrolment.keys);
  const webhook = enrolment.webhook.trim() || undefined;
  const party = 'party' in read ? read.party : undefined;
  const problems = [
    ...read.problems.map((problem) => ({ part: 'file' as const, problem: inAll(formatProblem(problem)) })),
    ...('problem' in keys ? [{ part: 'keys' as const, problem: keys.problem }] : []),
    ...(party && webhook && !isOwnHost(gov, party.hosts, webhook)
      ? [{ part: 'webhook' as const, problem: WORDS.webhook }]
      : []),
  ];
  if (problems.length > 0 || !party || !('keys' in keys)) return { problems };
  return { party: party.id, title: party.title, keys: keys.keys, webhook };
}

/**
 * Registers somebody who receives data, with purposes and keys, or what they hand in anew: acts of the public log.
 * @param owner whose desk it is on from now on.
 * @throws AppError `invalid` with what is wrong; `conflict` where the party is another's.
 */
export async function enrolReceiver(
  tx: Db,
  gov: Government,
  { owner, ...enrolment }: Enrolment & { owner: string },
): Promise<string> {
  const read = readEnrolment(gov, enrolment);
  if ('problems' in read) throw new AppError('invalid', read.problems[0]!.problem);
  const [known, listed] = await Promise.all([receiverOf(tx, read.party), relyingParty(tx, gov, read.party)]);
  if (known ? known.owner !== owner : listed !== undefined)
    throw new AppError('conflict', {
      'zh-Hant': '這個 id 已由他人使用。請另選一個。',
      ko: '다른 곳에서 쓰고 있는 id예요. 다른 id를 골라 주세요.',
      en: 'Somebody else has this id. Choose another.',
    });
  await registerParty(tx, gov, { name: `${read.party}.yaml`, text: enrolment.file });
  await publishTemplates(tx, gov, read.party);
  await registerReceiver(tx, gov, { party: read.party, keys: read.keys, webhook: read.webhook, owner });
  return read.party;
}

/**
 * Registers keys of a relying party that is known, and where to tell it of changes: an act of the public log, if anything
 * changes. Keys that it had before count no more.
 */
export async function registerReceiver(
  tx: Db,
  gov: Government,
  {
    party,
    keys,
    webhook,
    owner,
  }: {
    party: string;
    keys: ReceiverKeys;
    webhook: string | undefined;
    owner: string | undefined;
  },
): Promise<Receiver> {
  const at = gov.clock.now();
  const known = await receiverOf(tx, party);
  const receiver: Receiver = {
    ...{ party, ...keys, webhook, owner },
    ...{ limits: known?.limits ?? limitsOf(gov), registeredAt: known?.registeredAt ?? at },
  };
  await writeReceiver(tx, receiver);
  const kind = known ? 'keys-changed' : 'registered';
  if (known && kidsOf(known) === kidsOf(keys)) return receiver;
  await recordReceiverAct(tx, gov, kind, receiver);
  return receiver;
}

const pointsOf = ({ sign, encrypt }: ReceiverKeys) => [...sign, encrypt].map(({ kid, x, y }) => ({ kid, x, y }));
const kidsOf = (keys: ReceiverKeys) => JSON.stringify(pointsOf(keys));

async function recordReceiverAct(
  tx: Db,
  gov: Government,
  kind: 'registered' | 'keys-changed',
  { party, ...keys }: Receiver,
): Promise<void> {
  const at = gov.clock.now();
  const content = { party, kind, keys: pointsOf(keys) };
  const agency = actingFor(gov, PARTIES);
  const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: `receiver.${kind}`, agency, at, content });
  await run(
    tx,
    sql`insert into exchange.receiver_act (party, id, kind, content, at, entry, salt)
      values (${party}, ${uuidv7(at)}, ${kind}, ${json(content)}, ${at}, ${entry}, ${salt})`,
  );
}
