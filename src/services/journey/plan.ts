import { AppError, type Text } from '../../kernel/index.ts';
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
export function servicesOf(
  pack: Pack,
  start: { lifeEvent: string } | { service: string },
): { about: string | undefined; ids: string[] } {
  if ('service' in start) {
    const service = serviceOf(pack, start.service);
    return { about: service.about, ids: [service.id] };
  }
  const lifeEvent: LifeEvent | undefined = pack.lifeEvents.get(start.lifeEvent);
  if (!lifeEvent) throw new AppError('not-found', `There is no life event "${start.lifeEvent}".`);
  return { about: lifeEvent.about, ids: [...lifeEvent.services] };
}

/** What an application is called: by its life event, or by its one service. */
export function titleOf(pack: Pack, application: { lifeEvent: string | null; services: readonly string[] }): Text {
  const { lifeEvent, services } = application;
  return lifeEvent ? pack.lifeEvents.get(lifeEvent)!.title : serviceOf(pack, services[0]!).title;
}

/** @throws AppError `not-found`. */
export function serviceOf(pack: Pack, id: string): Service {
  const service = pack.services.get(id);
  if (!service) throw new AppError('not-found', `There is no service "${id}".`);
  return service;
}

/** Compiles services into one plan. The pack has put those of a life event in the order of need. */
export function planOf(services: readonly Service[]): Plan {
  const ids = new Set(services.map(({ id }) => id));
  const after = new Map(services.map(({ id, after }) => [id, after.filter((earlier) => ids.has(earlier))]));
  return { services, facts: sharedFacts(services), after };
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
