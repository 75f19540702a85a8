import { readFile } from 'node:fs/promises';
import { checkReceiver, playPlatform, type ReceiverFinding, STATUTORY_SCOPE } from '../../src/exchange/index.ts';
import { readConfig, systemClock } from '../../src/kernel/index.ts';
import { type Conformance, checkNode, type NodeFinding, publicKeyOf } from '../../src/node/index.ts';
import { loadPack } from '../../src/pack/index.ts';
import { checkValue, personIds, platformKey } from '../../src/registry/index.ts';
import { printNewKey } from './agency-key.ts';
import { type Command, EXIT, parseWords, UsageError } from './command.ts';
import { named, withGovernment } from './government.ts';

/** How long a receiver may take to acknowledge a deletion, in milliseconds. */
const PATIENCE_MS = 30_000;
const PORT = 9_310;

const OPTIONS = {
  party: { type: 'string' },
  keys: { type: 'string' },
  host: { type: 'string', multiple: true },
  redirect: { type: 'string', multiple: true },
  port: { type: 'string', default: String(PORT) },
  node: { type: 'boolean', default: false },
  key: { type: 'string' },
  registry: { type: 'string' },
  fields: { type: 'string' },
  person: { type: 'string' },
  agency: { type: 'string' },
} as const;

const read = (args: string[]) => parseWords({ args, allowPositionals: true, options: OPTIONS });
type Values = ReturnType<typeof read>['values'];

export const exchangeCheckCommand: Command = {
  name: 'exchange check',
  usage:
    'URL --party ID --keys FILE [--host HOST]… [--redirect URL]… | URL --node --key KEY --registry ID --fields A,B --person NUMBER --agency ID',
  summary: 'Try a receiver of data, or a node that holds some, and say what it does wrong',
  details: `For a receiver, URL is where it takes webhooks, and FILE its public keys (a JWK Set). The command plays the platform:
start the receiver with http://localhost:${PORT} as the address of the platform (--port changes the port). It sends webhooks
that are good, changed, old, somebody else's and replayed, and one that demands a deletion, which the receiver has
${PATIENCE_MS / 1000} seconds to acknowledge there. --redirect is where people come back to, --host a host of its own.
With --node, URL is a node and KEY its public key; the node has to know the key that "node key" prints. NUMBER is of
somebody of whom it holds a record, best somebody made up. Standards that the node claims are those of the pack in PACK.
Ends with 1 if anything is wrong.`,
  async run(words) {
    const { values, positionals } = read(words);
    const [address, ...more] = positionals;
    if (!address || more.length > 0 || !URL.canParse(address)) throw new UsageError('Name one address.');
    const findings = await (values.node ? tryNode(address, values) : tryReceiver(address, values));
    process.stdout.write(findings.map(lineOf).join(''));
    const wrong = findings.filter(({ ok }) => ok === false).length;
    process.stdout.write(wrong === 0 ? 'All is as it should be.\n' : `Wrong: ${wrong} of ${findings.length}.\n`);
    return wrong === 0 ? EXIT.done : EXIT.failed;
  },
};

async function tryReceiver(webhook: string, values: Values): Promise<ReceiverFinding[]> {
  const { party, keys, host = [], redirect = [], port } = values;
  if (!party || !keys) throw new UsageError('Say which party it is (--party) and where its public keys are (--keys).');
  const platform = await playPlatform(Number(port));
  try {
    const receiver = { party, webhook, keys: await readFile(keys, 'utf8'), hosts: host, redirects: redirect };
    return await checkReceiver(receiver, { platform, clock: systemClock, patience: PATIENCE_MS });
  } finally {
    await platform.close();
  }
}

async function tryNode(address: string, values: Values): Promise<NodeFinding[]> {
  const { key, registry, fields, person, agency } = values;
  if (!key || !registry || !fields || !person || !agency)
    throw new UsageError('A node is tried with --key, --registry, --fields, --person and --agency.');
  const config = readConfig(process.env);
  const platform = await platformKey(config);
  const node = { address: address.endsWith('/') ? address : `${address}/`, key: publicKeyOf(key), platform };
  const asked = { registry, fields: fields.split(','), person, agency };
  return checkNode(
    { ...node, ...asked },
    () => Math.floor(systemClock.now().getTime() / 1000),
    await conformanceTo(config.PACK),
  );
}

/** What the standards that a node claims are read by. */
async function conformanceTo(packName: string): Promise<Conformance> {
  const { standards, registries } = await loadPack(packName);
  return {
    standards,
    read({ registry, field }, text) {
      const own = registries.get(registry)?.fields[field];
      const checked = own && checkValue(text, own, personIds);
      return checked && 'value' in checked ? checked.value : undefined;
    },
  };
}

const MARKS = new Map<boolean | null, string>([
  [true, 'ok   '],
  [false, 'WRONG'],
  [null, '-    '],
]);

function lineOf({ id, source, says, ok, but }: ReceiverFinding | NodeFinding): string {
  return `${MARKS.get(ok)} ${id}: ${says} (${source})${but === undefined ? '' : `\n      but ${but}`}\n`;
}

export const exchangeKeyCommand: Command = {
  name: 'exchange key',
  usage: 'AGENCY TITLE',
  summary: 'Issue a key with which a system of an agency may ask registers by law, about many people at once',
  details: `The key is printed once and kept nowhere: the database holds only its hash. The part before the dot is its id, by
which "registry key revoke" makes it worthless. What may be asked with it, the agency's purposes of basis "statute" say;
each person about whom it asks sees that. That it was issued goes into the public log.`,
  async run([agency, title]) {
    if (!agency || !title) throw new UsageError('Name the agency that asks and answers for the key, and whose it is.');
    return withGovernment(async (gov) => {
      named('agency', agency, gov.pack.agencies);
      const parties = [...gov.pack.relyingParties.values()].filter((party) => party.agency === agency);
      if (!parties.some(({ uses }) => [...uses.values()].some(({ data }) => data?.basis === 'statute')))
        throw new UsageError(`The pack has no purpose for which "${agency}" may ask by law.`);
      return printNewKey(gov, { agency, scopes: [STATUTORY_SCOPE], title });
    });
  },
};
