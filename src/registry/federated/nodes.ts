import { Type } from 'typebox';
import { type Config, ConfigError } from '../../kernel/index.ts';
import { installationSecrets } from '../../log/index.ts';
import { isPublicKey, type KnownNode, type MessageKey, messageKeyOf, publicKeyOf } from '../../node/index.ts';
import { type Government, readSettingsFile, type YamlFile } from '../../pack/index.ts';
import { NodeMemory } from './memory.ts';

const NodesFile = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }),
  Type.Object(
    {
      address: Type.String({ pattern: '^https?://', description: 'of the node, as in https://data.agency.example' }),
      key: Type.String({ description: "the node's public key, as it prints it when it starts" }),
    },
    { additionalProperties: false },
  ),
  { additionalProperties: false, description: 'by registry' },
);

/** A node that this installation asks, with the key that signs its questions. */
export interface AskableNode extends KnownNode {
  platform: MessageKey;
}

/** The nodes of an installation, and what it knows of them. */
export interface Nodes {
  /** By registry. */
  known: ReadonlyMap<string, AskableNode>;
  memory: NodeMemory;
}

const opened = new WeakMap<Config, Promise<Nodes>>();

/**
 * The nodes that the settings name, read once.
 * @throws ConfigError where the file cannot be used, or there is no key to ask by.
 */
export function nodesOf(gov: Pick<Government, 'config' | 'pack'>): Promise<Nodes> {
  const known = opened.get(gov.config);
  if (known) return known;
  const nodes = openNodes(gov);
  opened.set(gov.config, nodes);
  return nodes;
}

async function openNodes({ config, pack }: Pick<Government, 'config' | 'pack'>): Promise<Nodes> {
  const file = config.NODES_FILE;
  const listed = file
    ? await readSettingsFile(file, NodesFile, (nodes, yaml) => {
        for (const [registry, node] of Object.entries(nodes))
          check(pack.registries.get(registry)?.held, registry, node, yaml);
      })
    : undefined;
  if (!listed) return { known: new Map(), memory: new NodeMemory() };
  const platform = await platformKey(config);
  const known = Object.entries(listed).map(([registry, { address, key }]): [string, AskableNode] => [
    registry,
    { address: address.endsWith('/') ? address : `${address}/`, key: publicKeyOf(key), platform },
  ]);
  return { known: new Map(known), memory: new NodeMemory() };
}

/**
 * The key by which this installation asks nodes.
 * @throws ConfigError in production without one.
 */
export async function platformKey(config: Config): Promise<MessageKey> {
  const [secret] = await installationSecrets(config, 'nodes');
  if (!secret) throw new ConfigError('To ask nodes, set NODES_KEY or NODES_KEY_FILE.');
  return messageKeyOf(secret.bytes);
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

function check(
  held: unknown,
  registry: string,
  { address, key }: { address: string; key: string },
  file: YamlFile,
): void {
  if (held !== 'node') file.mistakeInKey([registry], 'the pack has no registry of this name that a node holds');
  if (!isPublicKey(key)) file.mistake([registry, 'key'], 'this is no public key: base64url of 32 bytes');
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.search || url.hash || url.username) file.mistake([registry, 'address'], 'this is no address');
  else if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
    file.mistake([registry, 'address'], 'personal data does not travel without TLS: this must begin with https://');
}
