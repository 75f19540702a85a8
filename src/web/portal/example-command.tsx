import type { Route } from '../../kernel/index.ts';
import type { Registry } from '../../pack/index.ts';
import type { Site } from '../site.ts';

/** A value of each type where the demo has no record to show. */
const SAMPLES: Record<Registry['fields'][string]['type'], unknown> = {
  text: 'text',
  name: 'text',
  integer: 1,
  number: 1.5,
  money: 1000,
  date: '2026-03-05',
  boolean: true,
  enum: '',
  person: '',
  people: [],
  'bank-account': '000-1234567890',
};

/** A command that posts a record to a registry: to the one that a life event begins with, where there is one. */
export function exampleOf({ gov, origin }: Site, routes: readonly Route[]): string | undefined {
  const { registries, lifeEvents } = gov.pack;
  const [event] = lifeEvents.values();
  const registry = registries.get(event?.about ?? '') ?? [...registries.values()][0];
  const path = `/api/registries/${registry?.id}/records`;
  if (!registry || !routes.some((route) => route.path === path && route.method === 'POST')) return undefined;
  return [
    `curl ${origin()}${path} \\`,
    "  -H 'Authorization: Bearer KEY-ID.SECRET' \\",
    "  -H 'Content-Type: application/json' \\",
    "  -H 'Idempotency-Key: 7f0c2a61-notice-1' \\",
    `  -d '${JSON.stringify(recordOf(gov.pack.demo, registry), null, 2).replaceAll("'", "'\\''")}'`,
  ].join('\n');
}

function recordOf({ records, personas }: Site['gov']['pack']['demo'], registry: Registry): Record<string, unknown> {
  const written = records[registry.id]?.[0] ?? {};
  const people = personas.filter(({ post }) => !post).map(({ number }) => number);
  const fields = Object.entries(registry.fields).filter(([name, { optional }]) => !optional || name in written);
  return Object.fromEntries(
    fields.map(([name, { type, of }]) => {
      // The demo writes its dates relative to the day on which it is seeded.
      if (type !== 'date' && name in written) return [name, written[name]];
      if (type === 'enum') return [name, Object.keys(of ?? {})[0]];
      return [name, type === 'person' ? people[0] : SAMPLES[type]];
    }),
  );
}

/** A command that scrolls by itself where it is too wide. */
export function Command({ label, text }: { label: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="md-scroll" aria-label={label} tabIndex={0} lang="en">
      <pre>
        <code>{text}</code>
      </pre>
    </section>
  );
}
