import { sha256 } from '../kernel/index.ts';
import { claimKey } from './credential-claims.ts';
import { compileDataUse } from './data-use.ts';
import type { Loaded } from './files.ts';
import type { LawRef, Pack } from './model.ts';
import type { CredentialClaim, CredentialType } from './model-credential.ts';
import type { AskedCredential, PartyUse, RelyingParty } from './model-relying-party.ts';
import { type Parts, refer } from './parts.ts';
import { partsOf } from './parts-of-pack.ts';
import type { PackProblem } from './problems.ts';
import { type AskedYaml, type PackYaml, RelyingPartyFile, type RelyingPartyYaml } from './schema.ts';
import { fits } from './shape.ts';
import { YamlFile, type YamlPath } from './yaml-file.ts';

/** What relying parties speak of. */
export interface PartyParts {
  agencies: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;
  acts: PackYaml['acts'];
  credentials: ReadonlyMap<string, CredentialType>;
  /** Those too that have mistakes of their own. */
  files?: ReadonlyMap<string, unknown>;
  /** What the rules of statements speak of. */
  rules: Parts;
}

/** A relying party, or everything that is wrong with its file. */
export type ReadParty = { party: RelyingParty; problems: readonly [] } | { problems: readonly PackProblem[] };

/** Reads the file of a relying party that is no part of a pack, and holds it against one. */
export function readRelyingParty(pack: Pack, name: string, text: string): ReadParty {
  const file = new YamlFile(name, text);
  if (!fits(RelyingPartyFile, file)) return { problems: file.problems };
  const { agencies, acts, credentials } = pack;
  const parts = { agencies, acts, credentials, rules: partsOf(pack) };
  const party = compileRelyingParty(parts, { file, yaml: file.value as RelyingPartyYaml }, text);
  return file.problems.length === 0 ? { party, problems: [] } : { problems: file.problems };
}

/** Compiles one relying party; what is wrong is told at its place in the file. */
export function compileRelyingParty(
  parts: PartyParts,
  { yaml, file }: Loaded<RelyingPartyYaml>,
  text: string = JSON.stringify(yaml),
): RelyingParty {
  const { id, agency, title, summary, contact, hosts = [] } = yaml;
  if (agency !== undefined) refer(parts.agencies, agency, 'agency', { file, path: ['agency'] });
  if (Object.keys(yaml.uses).length === 0) file.mistake(['uses'], 'it would ask for nothing');
  const uses = Object.entries(yaml.uses).map(([use, { purpose, law, refusing, asks, data }]): [string, PartyUse] => {
    const path = ['uses', use];
    if (asks?.length === 0 || !(asks || data)) file.mistake([...path, 'asks'], 'it would ask for nothing');
    const options = (asks ?? []).map((option, index) =>
      Object.entries(option).flatMap(([type, asked]) =>
        compileAsked(parts, file, [...path, 'asks', index, type], asked),
      ),
    );
    const cited = law.map((one, index) => citation(parts, one, { file, path: [...path, 'law', index, 'act'] }));
    const compiled = data && compileDataUse(parts.rules, { agency, law, refusing, data }, { file, path });
    return [use, { id: use, purpose, law: cited, refusing, asks: options, data: compiled }];
  });
  const version = sha256(text).toString('hex');
  return { ...{ id, agency, title, summary, contact, hosts, version }, uses: new Map(uses) };
}

function citation(
  { acts }: PartyParts,
  law: RelyingPartyYaml['uses'][string]['law'][number],
  at: { file: YamlFile; path: YamlPath },
): LawRef {
  return { ...law, ...refer(acts, law.act, 'act in pack.yaml', at) };
}

function compileAsked(
  { credentials, files = credentials }: PartyParts,
  file: YamlFile,
  path: YamlPath,
  asked: AskedYaml,
): AskedCredential[] {
  const id = String(path.at(-1));
  const type = credentials.get(id);
  if (!type) {
    refer(files, id, 'credential', { file, path });
    return [];
  }
  const known = Object.fromEntries(type.claims.map((claim) => [claimKey(claim), claim]));
  const claimsAt = (keys: readonly string[], place: YamlPath): CredentialClaim[] =>
    keys.flatMap((key, index) => {
      if (keys.indexOf(key) < index) file.mistake([...place, index], `${key} is asked for twice`);
      return refer(known, key, `claim of ${id}`, { file, path: [...place, index] }) ?? [];
    });
  if (!('claims' in asked)) return [{ type, claims: claimsAt(asked, path), optional: [] }];
  const both = asked.optional.findIndex((key) => asked.claims.includes(key));
  if (both >= 0) file.mistake([...path, 'optional', both], `${asked.optional[both]} is asked for twice`);
  return [
    {
      type,
      claims: claimsAt(asked.claims, [...path, 'claims']),
      optional: claimsAt(asked.optional, [...path, 'optional']),
    },
  ];
}
