import { valueBy } from '../../pack/index.ts';
import type { Template } from './model.ts';

/** What is told of somebody: by registry or standard, and by field. */
export type Told = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * What registers say, in the form in which a template asks for it: fields by standard stand under that standard and its
 * version, made as the version says; all others stay where they are. Pure. What is not known is left out.
 * @param data by registry and field; null is known to be absent, and what is not there is unknown.
 */
export function standardForm({ data: { standards, fields } }: Pick<Template, 'data'>, data: Told): Told {
  if (standards.length === 0) return data;
  const plain = Object.entries(data).map(([registry, values]) => {
    const through = fields.filter((one) => one.registry === registry && one.as).map(({ field }) => field);
    return [
      registry,
      Object.fromEntries(Object.entries(values).filter(([field]) => !through.includes(field))),
    ] as const;
  });
  const formed = standards.map(({ standard, fields: asked }) => {
    const values = asked.map((name) => {
      const { form } = standard.fields.get(name)!;
      return [name, valueBy(form, ({ registry, field }) => data[registry]?.[field])] as const;
    });
    return [standard.id, Object.fromEntries(values.filter(([, value]) => value !== undefined))] as const;
  });
  return Object.fromEntries([...plain, ...formed].filter(([, values]) => Object.keys(values).length > 0));
}
