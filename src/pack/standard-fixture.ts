/** A name that is the same in every language. */
export const named = (text: string) => ({ ko: text, 'zh-Hant': text, en: text });

/** Values of a field, each named by itself. */
export const words = (...values: string[]) => Object.fromEntries(values.map((value) => [value, named(value)]));

/** Where a standard is written. */
const fileOf = (id: string) => `standards/${id}.yaml`;

/** What a test says of a standard. */
export interface Written {
  fields: Record<string, Record<string, unknown>>;
  mapping?: Record<string, unknown>;
}

/** A standard's file. JSON is YAML. */
export const standard = (id: string, { fields, mapping }: Written) => ({
  [fileOf(id)]: JSON.stringify({
    ...{ id, title: named('Dogs'), summary: named('Of dogs'), law: [] },
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { title: named(name), ...field }])),
    ...(mapping && { mapping }),
  }),
});
