import type { TSchema } from 'typebox';
import { Table } from '../../design/index.ts';
import type { Locale } from '../../kernel/index.ts';
import { Breakable } from './breakable.tsx';
import { DEVELOPER } from './developer-words.ts';

/** One value of a schema, by its path from the top: `credential.response.signature`, `sessions[].id`. */
export interface Field {
  path: string;
  type: string;
  required: boolean;
  description: string;
}

/** The parts of JSON Schema 2020-12 that our schemas use. */
interface JsonSchema {
  type?: string;
  format?: string;
  pattern?: string;
  description?: string;
  const?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

/** Every value that an object of the schema may hold, those of nested objects and lists after their own. */
export function fieldsOf(schema: TSchema | undefined): Field[] {
  return schema ? membersOf(schema as JsonSchema, '') : [];
}

function membersOf({ properties = {}, required = [], anyOf = [] }: JsonSchema, prefix: string): Field[] {
  const own = Object.entries(properties).flatMap(([name, member]): Field[] => {
    const path = prefix + name;
    const field = { path, type: typeOf(member), required: required.includes(name), description: aboutOf(member) };
    return [field, ...membersOf(member, `${path}.`), ...membersOf(member.items ?? {}, `${path}[].`)];
  });
  const alternatives = anyOf.flatMap((alternative) => membersOf(alternative, prefix));
  // Alternatives may share members: each is listed once.
  return [...new Map([...own, ...alternatives].map((field) => [`${field.path} ${field.type}`, field])).values()];
}

function typeOf({ type = 'any', format, items, const: constant, anyOf }: JsonSchema): string {
  if (constant !== undefined) return JSON.stringify(constant);
  if (anyOf) return anyOf.map(typeOf).join(' | ');
  if (items) return `${typeOf(items)}[]`;
  return format ? `${type} (${format})` : type;
}

/** What a value is; an optional one is a union with null, whose other member says it. */
function aboutOf({ description, pattern, anyOf = [] }: JsonSchema): string {
  const own = [description, pattern && `matches ${pattern}`].filter(Boolean).join('; ');
  return own || (anyOf.map(aboutOf).find(Boolean) ?? '');
}

interface SchemaTableProps {
  id: string;
  locale: Locale;
  caption: string;
  fields: readonly Field[];
}

export function SchemaTable({ id, locale, caption, fields }: SchemaTableProps) {
  const { name, type, presence, description, required, optional } = DEVELOPER;
  return (
    <Table
      id={id}
      caption={caption}
      captionSize="s"
      dense
      rowHeaders
      narrow="cards"
      columns={[name, type, presence, description].map((text) => ({ header: text[locale] }))}
      rows={fields.map((field) => [
        <Breakable text={field.path} key="path" />,
        <Breakable text={field.type} key="type" />,
        (field.required ? required : optional)[locale],
        <span lang="en" key="description">
          {field.description}
        </span>,
      ])}
    />
  );
}
