import { AppError } from '../../kernel/index.ts';
import type { Fact, LifeEvent, Pack, Service } from '../../pack/index.ts';

/** Independent services laid out as one journey: in the order in which each has what it needs, every fact once. */
export interface Plan {
  services: readonly Service[];
  /** All facts of all services by name; a fact that several need stands once. */
  facts: ReadonlyMap<string, { fact: Fact; usedBy: readonly string[] }>;
  /** What must be decided before a service, by its id. */
  after: ReadonlyMap<string, readonly string[]>;
}

/**
 * The services of a life event, or one service by itself.
 * @throws AppError `not-found` when the pack has neither.
 */
export function servicesOf(pack: Pack, start: { lifeEvent: string } | { service: string }): { about: string | undefined; ids: string[] } {
  if ('service' in start) {
    const service = serviceOf(pack, start.service);
    return { about: service.about, ids: [service.id] };
  }
  const lifeEvent: LifeEvent | undefined = pack.lifeEvents.get(start.lifeEvent);
  if (!lifeEvent) throw new AppError('not-found', `There is no life event "${start.lifeEvent}".`);
  return { about: lifeEvent.about, ids: [...lifeEvent.services] };
}

/** @throws AppError `not-found`. */
export function serviceOf(pack: Pack, id: string): Service {
  const service = pack.services.get(id);
  if (!service) throw new AppError('not-found', `There is no service "${id}".`);
  return service;
}

/** Compiles services into one plan. Order follows need: a service stands after those whose outcome it reads. */
export function planOf(services: readonly Service[]): Plan {
  const after = new Map(services.map((service) => [service.id, predecessorsOf(service, services)]));
  return { services: inOrder(services, after), facts: sharedFacts(services), after };
}

/** A service waits for those that bring into being a person it speaks of, and for those whose grant excludes its own. */
function predecessorsOf(service: Service, all: readonly Service[]): string[] {
  const roles = rolesRead(service);
  const granted = [...service.facts.values()].flatMap((fact) => (fact.source.kind === 'granted' ? [fact.source.service] : []));
  return all
    .filter((other) => other.id !== service.id)
    .filter((other) => granted.includes(other.id) || other.creates.some((role) => roles.has(role)))
    .map((other) => other.id);
}

/** Roles whose records a service reads or writes, but for those that it makes itself. */
function rolesRead(service: Service): Set<string> {
  const roles = new Set<string>();
  for (const { source } of service.facts.values()) {
    if ((source.kind === 'registry' && source.registry !== service.about) || source.kind === 'count') roles.add(source.person);
  }
  for (const effect of service.effects) {
    if (effect.verb === 'record' && effect.target.kind === 'person') roles.add(effect.target.role);
  }
  for (const role of service.creates) roles.delete(role);
  return roles;
}

function inOrder(services: readonly Service[], after: ReadonlyMap<string, readonly string[]>): Service[] {
  const ordered: Service[] = [];
  const placed = new Set<string>();
  const place = (service: Service) => {
    if (placed.has(service.id)) return;
    placed.add(service.id);
    for (const id of after.get(service.id) ?? []) {
      const earlier = services.find((other) => other.id === id);
      if (earlier) place(earlier);
    }
    ordered.push(service);
  };
  services.forEach(place);
  return ordered;
}

function sharedFacts(services: readonly Service[]): Plan['facts'] {
  const facts = new Map<string, { fact: Fact; usedBy: string[] }>();
  for (const service of services) {
    for (const fact of service.facts.values()) {
      const shared = facts.get(fact.name);
      if (shared) shared.usedBy.push(service.id);
      else facts.set(fact.name, { fact, usedBy: [service.id] });
    }
  }
  return facts;
}
