import { type Static, type TSchema, Type } from 'typebox';

/** The parts that the schemas of a pack's files share. */

export const strict = { additionalProperties: false };
/** A text that is not empty. */
export const said = (description: string) => ({ ...strict, description });
export const ID = '^[a-z][a-z0-9-]{0,59}$';
export const NAME = '^[a-z][a-z0-9_]{0,59}$';
export const DAY = '^\\d{4}-\\d{2}-\\d{2}$';
const FIELD = '^[a-z][a-z0-9-]*\\.[a-z][a-z0-9_]*$';
const FIELD_OR_CARD = '^credential$|^[a-z][a-z0-9-]*\\.[a-z][a-z0-9_]*$';
const PERIOD = '^[1-9]\\d{0,3} (working )?days$';
const YEAR = '^\\d{4}$';
const DECIMAL = '^-?\\d{1,15}(\\.\\d{1,10})?$';
const WHOLE = '^[1-9]\\d{0,14}$';
const SPAN = '^[1-9]\\d{0,2} months$';
const PERCENT = '^\\d{1,2}(\\.\\d{1,2})?%$|^100%$';
const CURRENCY = '^[A-Z]{3}$';
const DAYS = '^[1-9]\\d{0,3} days$';
const CLAIM = '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+){0,3}$';
const CLAIM_OF = '^[a-z][a-z0-9-]{0,59}\\.[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*$';
const ELEMENT = '^([a-z][a-zA-Z0-9._-]*/)?[a-z][a-z0-9_]*$';
const HOST = '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$';
const COLOUR = '^#[0-9a-f]{6}$';
/** The industries whose data has standards. */
export const INDUSTRIES = ['public', 'finance', 'health', 'education', 'telecom', 'mobility'] as const;
const STANDARD = `(${INDUSTRIES.join('|')})/[a-z][a-z0-9-]{0,59}@[1-9]\\d{0,2}`;
const STANDARD_ID = `^${STANDARD}$`;
const REGISTRY_OR_STANDARD = `${ID}|^${STANDARD}$`;

/** What each pattern wants, in words that finish the sentence "this is not …". */
export const FORMS: Readonly<Record<string, string>> = {
  [ID]: 'lower-case words joined by hyphens',
  [NAME]: 'lower-case words joined by underscores',
  [DAY]: 'a date such as 2026-03-01',
  [FIELD]: 'a field as registry.field',
  [FIELD_OR_CARD]: 'a field as registry.field',
  [PERIOD]: 'a period such as "10 working days" or "30 days"',
  [YEAR]: 'a year',
  [DECIMAL]: 'a number',
  [WHOLE]: 'a whole number',
  [SPAN]: 'a time such as "60 months"',
  [PERCENT]: 'a part such as "60%"',
  [CURRENCY]: 'an ISO 4217 code such as EUR',
  [DAYS]: 'a time such as "365 days"',
  [CLAIM]: 'a claim such as name or address.region',
  [CLAIM_OF]: 'a claim of a credential such as student-card.school',
  [ELEMENT]: 'an element such as family_name, or namespace/family_name',
  [HOST]: 'the name of a host such as shop.example',
  [COLOUR]: 'a colour such as #1d4f76',
  [STANDARD_ID]: 'a standard with its version such as finance/income@1',
  [REGISTRY_OR_STANDARD]: 'a registry such as persons, or a standard such as finance/income@1',
};

const inForm = (pattern: string) => (description?: string) =>
  Type.String({ pattern, description: description ?? FORMS[pattern]! });
export const id = inForm(ID);
export const name = inForm(NAME);
export const day = inForm(DAY);
export const fieldPath = inForm(FIELD);
export const fieldOrCard = inForm(FIELD_OR_CARD);
export const period = inForm(PERIOD);
export const year = inForm(YEAR);
export const decimal = inForm(DECIMAL);
export const wholeNumber = inForm(WHOLE);
export const span = inForm(SPAN);
export const percent = inForm(PERCENT);
export const currencyCode = inForm(CURRENCY);
export const daysLong = inForm(DAYS);
export const claimPath = inForm(CLAIM);
export const claimOf = inForm(CLAIM_OF);
export const elementName = inForm(ELEMENT);
export const hostName = inForm(HOST);
export const colour = inForm(COLOUR);
export const standardId = inForm(STANDARD_ID);
export const registryOrStandard = inForm(REGISTRY_OR_STANDARD);
/** An expression of the rules, as text. */
export const expression = (description = 'a FEEL expression') =>
  Type.String({ minLength: 1, maxLength: 10_000, description });
/** A list with a stated limit. */
export const listOf = <T extends TSchema>(item: T, description?: string) =>
  Type.Array(item, { maxItems: 500, ...(description && { description }) });
/** A table by ids: words joined by hyphens. */
export const byId = <T extends TSchema>(item: T) => Type.Record(id(), item, strict);
/** A table by names: words joined by underscores. */
export const byName = <T extends TSchema>(item: T) => Type.Record(name(), item, strict);

const Words = Type.String({ minLength: 1 });
export const Text = Type.Object({ ko: Words, 'zh-Hant': Words, en: Words }, strict);
export const Options = Type.Record(id(), Text, said('each value with its name'));

/** A citation. `checked: false` marks what nobody has compared with the official text: pages show it as illustrative. */
export const Law = Type.Object(
  {
    act: Type.String({ description: 'an act listed under acts in pack.yaml' }),
    article: Type.Optional(Type.String()),
    checked: Type.Optional(Type.Boolean()),
  },
  strict,
);

/** What kinds of value a fact or a registry's field may have. */
export const FACT_TYPES = [
  'text',
  'name',
  'integer',
  'number',
  'money',
  'date',
  'boolean',
  'enum',
  'person',
  'people',
  'bank-account',
] as const;
export const FactType = Type.Enum(FACT_TYPES);

export type FactTypeName = (typeof FACT_TYPES)[number];
export type LawYaml = Static<typeof Law>;
