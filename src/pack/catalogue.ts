import type { Bench } from './bench.ts';
import type { Loaded } from './files.ts';
import type { LifeEvent, Service } from './model.ts';
import { inOrderOfNeed } from './order.ts';
import { type Parts, refer, registryOf, rolesOfMatter } from './parts.ts';
import { didYouMean } from './problems.ts';
import type { LifeEventYaml } from './schema.ts';
import { compileService } from './service.ts';

/**
 * All services, each with those that must be decided before it, and the parts with the services among them. Services that
 * wait for each other are a mistake, and so are those that look at each other's results.
 */
export function compileServices(given: Omit<Parts, 'service'>): { services: Map<string, Service>; parts: Parts } {
  const compiled = new Map<string, ReturnType<typeof compileService>>();
  const open: string[] = [];
  const parts: Parts = {
    ...given,
    service(id, { file, path }) {
      if (open.includes(id)) {
        const circle = [...open.slice(open.indexOf(id)), id].join(' → ');
        file.mistake(path, `these services look at each other's results: ${circle}`);
        return undefined;
      }
      return refer(given.files.services, id, 'service', { file, path }) && compile(id);
    },
  };
  function compile(id: string): Service {
    const done = compiled.get(id);
    if (done) return done.service;
    open.push(id);
    const result = compileService(parts, given.files.services.get(id)!);
    open.pop();
    compiled.set(id, result);
    return result.service;
  }
  for (const [id, loaded] of given.files.services) if (loaded) compile(id);
  const predecessors = new Map(
    [...compiled].map(([id, { service, bench }]) => [id, predecessorsOf(service, bench, compiled)]),
  );
  const { circles } = inOrderOfNeed(compiled.keys(), (id) => predecessors.get(id) ?? []);
  for (const circle of circles) {
    compiled.get(circle[0]!)!.bench.file.mistake(['id'], `these services wait for each other: ${circle.join(' → ')}`);
  }
  const services = new Map(
    [...compiled].map(([id, { service }]) => [id, { ...service, after: predecessors.get(id)! }]),
  );
  return { services, parts };
}

/** A service comes after those whose grant it looks at, and after those that make a person it deals with. */
function predecessorsOf(service: Service, bench: Bench, all: ReadonlyMap<string, { service: Service }>): string[] {
  const granted = [...service.facts.values()].flatMap(({ source }) =>
    source.kind === 'granted' ? [source.service] : [],
  );
  const needed = [...bench.usedRoles].filter((role) => !service.creates.includes(role));
  const makers = [...all.values()].filter(
    ({ service: other }) => other.about === service.about && other.creates.some((role) => needed.includes(role)),
  );
  return [...new Set([...granted.filter((id) => all.has(id)), ...makers.map(({ service: { id } }) => id)])];
}

/** A life event, its services in the order in which each can be decided. */
export function compileLifeEvent(
  parts: Parts,
  services: ReadonlyMap<string, Service>,
  { yaml, file }: Loaded<LifeEventYaml>,
): LifeEvent {
  const matter = registryOf(parts, yaml.about, { file, path: ['about'] });
  const roles = rolesOfMatter(matter).filter((role) => role !== 'applicant');
  for (const [index, role] of yaml.offer.to.entries()) {
    if (matter && !roles.includes(role))
      file.mistake(['offer', 'to', index], `${yaml.about} names no ${role}${didYouMean(role, roles)}`);
  }
  for (const [index, id] of yaml.services.entries()) {
    refer(parts.files.services, id, 'service', { file, path: ['services', index] });
    const service = services.get(id);
    if (service?.about !== undefined && service.about !== yaml.about)
      file.mistake(['services', index], `${id} is about ${service.about}, not about ${yaml.about}`);
  }
  const members = yaml.services.filter((id) => services.has(id));
  checkSharedNames(parts, members, file);
  const { order } = inOrderOfNeed(members, (id) => services.get(id)!.after.filter((other) => members.includes(other)));
  return { ...yaml, services: [...order] };
}

/** One journey asks each fact once, by its name: two services cannot mean two things by one name. */
function checkSharedNames(parts: Parts, services: readonly string[], file: Loaded<LifeEventYaml>['file']): void {
  const owners = new Map<string, string>();
  for (const id of services) {
    for (const name of Object.keys(parts.files.services.get(id)?.yaml.facts ?? {})) {
      const other = owners.get(name);
      if (other)
        file.mistake(
          ['services'],
          `${other} and ${id} both define the fact "${name}": move it to facts.yaml, or rename one`,
        );
      owners.set(name, id);
    }
  }
}
