import { MDL, MDL_MANDATORY } from '../formats/index.ts';
import { claimKey } from './credential-claims.ts';
import type { Loaded } from './files.ts';
import type { FactType, Service } from './model.ts';
import type { CredentialClaim, CredentialFormat } from './model-credential.ts';
import { refer } from './parts.ts';
import { didYouMean } from './problems.ts';
import type { CredentialYaml, FormatYaml } from './schema.ts';

/** Elements that must be in a document of a type that a standard defines. */
const MANDATORY: Readonly<Record<string, { namespace: string; names: readonly string[] }>> = {
  [MDL.docType]: { namespace: MDL.namespace, names: MDL_MANDATORY },
};

const formatsIn = ({ formats }: CredentialYaml): readonly FormatYaml[] => formats ?? ['dc+sd-jwt'];

/** In which namespace the elements of a credential stand that state none; undefined where it is no mdoc. */
export function namespaceOf(yaml: CredentialYaml): string | undefined {
  const mdoc = formatsIn(yaml).find((format) => typeof format === 'object');
  return mdoc && (mdoc.namespace ?? MANDATORY[mdoc.mdoc]?.namespace ?? mdoc.mdoc);
}

/** The formats in which a credential is given out, each once. */
export function compileFormats({ yaml, file }: Loaded<CredentialYaml>): CredentialFormat[] {
  const formats = formatsIn(yaml);
  if (formats.length === 0) file.mistake(['formats'], 'it would be given out in no format');
  const kinds = formats.map((format) => typeof format);
  for (const [index, kind] of kinds.entries())
    if (kinds.indexOf(kind) < index) file.mistake(['formats', index], 'a credential has one format of a kind');
  const stated = formats.map(
    (format): CredentialFormat =>
      typeof format === 'string' ? { kind: format } : { kind: 'mso_mdoc', docType: format.mdoc },
  );
  return yaml.offline?.length ? [...stated, { kind: 'compact' }] : stated;
}

/** Leaves of the largest tree that a code has room for. */
const MOST_OFFLINE = 64;

/** A picture, which is no fact, and lists take more room than a code has. */
const LARGE: readonly (FactType | undefined)[] = [undefined, 'records'];

/** The claims that a small code can say: each once, and none that takes room. */
export function checkOffline(
  { yaml, file }: Loaded<CredentialYaml>,
  claims: readonly CredentialClaim[],
  { facts }: Service,
): void {
  const { offline = [] } = yaml;
  if (yaml.offline && offline.length === 0) file.mistake(['offline'], 'this names no claim: leave it out');
  if (offline.length > MOST_OFFLINE) file.mistake(['offline'], `a code has room for ${MOST_OFFLINE} claims`);
  if (claims.length < Object.keys(yaml.claims).length) return;
  const known = Object.fromEntries(claims.map((claim) => [claimKey(claim), claim]));
  for (const [index, key] of offline.entries()) {
    const place = ['offline', index];
    const claim = refer(known, key, 'claim', { file, path: place });
    if (offline.indexOf(key) < index) file.mistake(place, `${key} is named already`);
    const type = claim?.says.kind === 'fact' ? facts.get(claim.says.fact)?.type : undefined;
    if (claim && LARGE.includes(type))
      file.mistake(place, `${key} has no room in a small code: it is no word, number or day`);
  }
}

/** An mdoc holds something, each element once, and what its standard wants. */
export function checkDocument(
  { yaml, file }: Loaded<CredentialYaml>,
  formats: readonly CredentialFormat[],
  claims: readonly CredentialClaim[],
): void {
  const index = formats.findIndex(({ kind }) => kind === 'mso_mdoc');
  const format = formats[index];
  if (format?.kind !== 'mso_mdoc' || claims.length < Object.keys(yaml.claims).length) return;
  const elements = claims.flatMap(({ element }) => (element ? [`${element.namespace}/${element.name}`] : []));
  if (elements.length === 0) file.mistake(['formats', index], 'no claim has a place in the mdoc: "mdoc" is missing');
  for (const [place, claim] of claims.entries()) {
    const full = claim.element && `${claim.element.namespace}/${claim.element.name}`;
    if (full && claims.findIndex(({ element }) => element && `${element.namespace}/${element.name}` === full) < place)
      file.mistake(['claims', claimKey(claim), 'mdoc'], `two claims stand at ${claim.element!.name}`);
  }
  const standard = MANDATORY[format.docType];
  if (!standard && /mdl$/i.test(format.docType))
    file.mistake(
      ['formats', index, 'mdoc'],
      `no standard has ${format.docType}${didYouMean(format.docType, Object.keys(MANDATORY))}`,
    );
  const missing = standard?.names.filter((name) => !elements.includes(`${standard.namespace}/${name}`)) ?? [];
  if (missing.length > 0)
    file.mistake(['formats', index], `a document of type ${format.docType} must have ${missing.join(', ')}`);
}
