import type { Bench } from './bench.ts';
import { compileClaims } from './credential-claims.ts';
import { checkDocument, checkOffline, compileFormats, namespaceOf } from './credential-formats.ts';
import { checkLook } from './credential-look.ts';
import type { At } from './expressions.ts';
import type { Loaded } from './files.ts';
import type { Service } from './model.ts';
import type { CredentialClaim, CredentialHolder, CredentialType } from './model-credential.ts';
import { fieldOf, mayRead, type Parts, refer } from './parts.ts';
import { didYouMean } from './problems.ts';
import { ruleAsService } from './rule-as-service.ts';
import type { CredentialYaml, ServiceYaml } from './schema.ts';
import { compileService } from './service.ts';

/**
 * Compiles one credential. Who may have it, and the facts that it tells, are a rule as services have, and are compiled as
 * one, so that its mistakes are told at their places in the credential's own file.
 */
export function compileCredential(parts: Parts, loaded: Loaded<CredentialYaml>): CredentialType {
  const { yaml, file } = loaded;
  const at = (...path: (string | number)[]): At => ({ file, path });
  const holder = compileHolder(parts, loaded);
  checkHead(parts, loaded, at);
  const told = (bench: Bench) => {
    for (const claim of Object.values(yaml.claims)) {
      const fact = typeof claim === 'string' ? claim : claim.fact;
      if (fact !== undefined) bench.used.add(fact);
    }
  };
  const { service } = compileService(parts, { file, yaml: serviceOf(parts, yaml, holder) }, told);
  checkFacts(loaded, service);
  const formats = compileFormats(loaded);
  const claims: CredentialClaim[] = compileClaims(loaded, service, namespaceOf(yaml));
  checkDocument(loaded, formats, claims);
  checkOffline(loaded, claims, service);
  checkLook(loaded, claims);
  const life = daysOf(yaml.life);
  const renew = daysOf(yaml.renew ?? '30 days');
  if (renew >= life)
    file.mistake(['renew'], `it would be made anew ${renew} days before its end, and is good for ${life}`);
  const { id, agency, office, title, summary, copies = 10, offline = [] } = yaml;
  return {
    ...{ id, agency, office, title, summary, holder, claims, formats, offline, copies },
    law: service.law,
    eligibility: service,
    look: yaml.look,
    life: { days: life },
    renew: { days: renew },
    version: service.version,
  };
}

/** @param text `365 days`, as the schema has checked. */
const daysOf = (text: string): number => Number.parseInt(text, 10);

/** The service that a credential's rule is compiled as. What it is about is the record that names the holder. */
function serviceOf({ pack, registries }: Parts, yaml: CredentialYaml, holder: CredentialHolder): ServiceYaml {
  const registry = holder.kind === 'named' ? registries.get(holder.registry) : undefined;
  return { ...ruleAsService(pack, yaml), ...(registry && { about: registry.id, for: registry.subject }) };
}

function checkHead(
  { pack, files }: Parts,
  { yaml, file }: Loaded<CredentialYaml>,
  at: (...path: string[]) => At,
): void {
  for (const [what, table] of [
    ['service', files.services],
    ['programme', files.programmes],
  ] as const)
    if (table.has(yaml.id)) file.mistake(['id'], `a ${what} is called "${yaml.id}" as well`);
  const agency = Object.hasOwn(pack.agencies, yaml.agency) ? pack.agencies[yaml.agency] : undefined;
  if (agency) refer(agency.roles, yaml.office, `role at ${yaml.agency}`, at('office'));
}

/** Its holders are found through the fields that name them, which are of one registry that the issuer may read. */
function compileHolder(parts: Parts, { yaml, file }: Loaded<CredentialYaml>): CredentialHolder {
  if (yaml.holder === undefined) return { kind: 'self' };
  if (yaml.holder.length === 0) file.mistake(['holder'], 'this names nobody: leave it out, or list fields');
  const found = yaml.holder.flatMap((reference, index) => {
    const path = ['holder', index];
    const place = fieldOf(parts, reference, { file, path });
    if (!place) return [];
    const { registry, name } = place;
    if (!registry.foundBy.includes(name))
      file.mistake(path, `records of ${registry.id} are not found by ${name}${didYouMean(name, registry.foundBy)}`);
    if (Object.hasOwn(parts.pack.agencies, yaml.agency) && !mayRead(yaml.agency, registry))
      file.mistake(path, `${yaml.agency} may not read ${registry.id}: it is not under "read" there`);
    return [place];
  });
  const registry = found[0]?.registry.id ?? '';
  const other = found.findIndex((place) => place.registry.id !== registry);
  if (other > 0) file.mistake(['holder', other], `the record that it speaks of is of ${registry}: this is another one`);
  return { kind: 'named', registry, fields: found.map(({ name }) => name) };
}

/** An agency vouches for what registers hold, and for nothing that somebody has said. */
function checkFacts({ yaml, file }: Loaded<CredentialYaml>, service: Service): void {
  for (const { name, source } of service.facts.values()) {
    if (source.kind !== 'asked' && source.kind !== 'granted') continue;
    const own = Object.hasOwn(yaml.facts ?? {}, name) ? ['facts', name] : ['uses', yaml.uses?.indexOf(name) ?? -1];
    file.mistakeInKey(own, `${name} is ${source.kind}: an agency vouches for what registers hold`);
  }
}
