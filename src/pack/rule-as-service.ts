import type { Parts } from './parts.ts';
import type { CredentialYaml, ProgrammeYaml, ServiceYaml } from './schema.ts';

/**
 * The service that the rule of a programme or a credential is compiled as: it decides by itself, and does nothing by
 * itself. A wrong office is told at its own place.
 */
export function ruleAsService(pack: Parts['pack'], yaml: ProgrammeYaml | CredentialYaml): ServiceYaml {
  const { id, agency, title, summary, law, examples, uses, facts, parameters, eligible, given } = yaml;
  const roles = Object.keys(pack.agencies[agency]?.roles ?? {});
  const role = roles.includes(yaml.office) ? yaml.office : (roles[0] ?? yaml.office);
  return {
    ...{ id, agency, title, summary, law, examples },
    ...(uses && { uses }),
    ...(facts && { facts }),
    ...(parameters && { parameters }),
    ...(eligible && { eligible }),
    ...(given && { given }),
    decide: { auto: 'complete', otherwise: { role, within: '10 working days' } },
    effects: [],
  };
}
