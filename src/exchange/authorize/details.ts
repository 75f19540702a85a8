import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Consent } from '../consents/index.ts';
import { pathsOf, type Template, type Wish } from '../templates/index.ts';

/*
 * What a receiver asks for, in `authorization_details` (RFC 9396): one purpose template, and less than all of it if it likes.
 */

/** Their `type`. */
export const DATA_DETAIL = 'madang_data';

/** RFC 3339, in UTC. */
const Instant = Type.String({ pattern: '^20\\d\\d-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\dZ$' });
const Name = Type.String({ pattern: '^[\\w.@/-]{1,200}$' });

const Detail = Type.Object(
  {
    type: Type.Literal(DATA_DETAIL),
    template: Name,
    fields: Type.Optional(Type.Array(Name, { maxItems: 200, uniqueItems: true })),
    statements: Type.Optional(Type.Array(Name, { maxItems: 50, uniqueItems: true })),
    range: Type.Optional(
      Type.Object({ from: Type.Optional(Instant), until: Type.Optional(Instant) }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);

const checked = Compile(Detail);

/** A wish, as it was sent. What is left out is all that the template has. */
export type DataDetail = Static<typeof Detail>;

/** What was granted: what somebody has agreed to, and the consent that says so. */
export interface GrantedDetail extends Wish {
  type: typeof DATA_DETAIL;
  template: string;
  consent: string;
  often: Consent['often'];
  /** An instant; it is over by then. */
  until: string;
}

/** What is wrong with a wish; undefined for one that can be read. */
export function faultOf(detail: unknown): string | undefined {
  if (checked.Check(detail)) return undefined;
  const [first] = checked.Errors(detail);
  return `${first?.instancePath || 'It'} ${first?.message ?? 'does not fit'}`;
}

/** The one wish in a request that was accepted. */
export const detailIn = (details: unknown): DataDetail => (JSON.parse(String(details)) as [DataDetail])[0];

/** From when until when, if a wish says so. */
export function rangeOf({ range }: DataDetail, now: Date): { from: Date; until: Date | undefined } | undefined {
  if (!range) return undefined;
  const { from, until } = range;
  return { from: from === undefined ? now : new Date(from), until: until === undefined ? undefined : new Date(until) };
}

/** What a wish comes to: what it leaves out is all of the template. */
export function wishWithin(template: Template, { fields, statements }: DataDetail): Wish {
  return { fields: fields ?? pathsOf(template), statements: statements ?? [...template.data.statements.keys()] };
}
