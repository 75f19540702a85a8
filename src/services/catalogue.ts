import { LOCALES, type Locale, type Text } from '../kernel/index.ts';
import type { LifeEvent, Pack, Service } from '../pack/index.ts';

/** Something that a person can look for and begin. */
export interface Entry {
  kind: 'life-event' | 'service';
  id: string;
  title: Text;
  summary: Text;
  /** The agency of a service; a life event has several. */
  agencies: readonly Text[];
}

/** Life events first, then services, each by its title in the reader's language. */
export function catalogueOf(pack: Pack, locale: Locale): Entry[] {
  const byTitle = (a: Entry, b: Entry) => a.title[locale].localeCompare(b.title[locale], locale);
  const lifeEvents = [...pack.lifeEvents.values()].map((event) => entryOfLifeEvent(pack, event)).sort(byTitle);
  const services = [...pack.services.values()].map((service) => entryOfService(pack, service)).sort(byTitle);
  return [...lifeEvents, ...services];
}

function entryOfLifeEvent(pack: Pack, event: LifeEvent): Entry {
  const agencies = new Set(event.services.map((id) => pack.services.get(id)!.agency));
  return {
    kind: 'life-event',
    id: event.id,
    title: event.title,
    summary: event.summary,
    agencies: [...agencies].map((id) => pack.agencies.get(id)!.title),
  };
}

function entryOfService(pack: Pack, service: Service): Entry {
  return {
    kind: 'service',
    id: service.id,
    title: service.title,
    summary: service.summary,
    agencies: [pack.agencies.get(service.agency)!.title],
  };
}

/** Where a match weighs how much. */
const WEIGHTS = { title: 8, keywords: 4, summary: 2, agency: 1 };

/**
 * Entries that have every word of the query, in any of the languages, the best match first. Han and Hangul words match
 * inside longer ones, as there are no spaces to go by.
 */
export function searchCatalogue(pack: Pack, query: string, locale: Locale): Entry[] {
  const words = normal(query).split(/\s+/).filter(Boolean).slice(0, 10);
  if (words.length === 0) return catalogueOf(pack, locale);
  return catalogueOf(pack, locale)
    .map((entry) => ({ entry, score: scoreOf(pack, entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function scoreOf(pack: Pack, entry: Entry, words: readonly string[]): number {
  const source = entry.kind === 'service' ? pack.services.get(entry.id) : pack.lifeEvents.get(entry.id);
  const places = [
    { text: allLanguages(entry.title), weight: WEIGHTS.title },
    { text: allLanguages(source?.keywords), weight: WEIGHTS.keywords },
    { text: allLanguages(entry.summary), weight: WEIGHTS.summary },
    { text: entry.agencies.map(allLanguages).join(' '), weight: WEIGHTS.agency },
  ];
  const scores = words.map((word) =>
    Math.max(0, ...places.map(({ text, weight }) => (text.includes(word) ? weight : 0))),
  );
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

const allLanguages = (text: Text | undefined): string =>
  text ? LOCALES.map((locale) => normal(text[locale])).join(' ') : '';

const normal = (text: string): string => text.normalize('NFKC').toLowerCase().trim();
