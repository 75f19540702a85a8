import { createHash } from 'node:crypto';
import { type Issuer, issuerOf, originOf } from '../../credentials/index.ts';
import { encodeHeader, unsignedJws } from '../../formats/index.ts';
import { findPeople } from '../../identity/index.ts';
import { AppError, type Day, dayOf } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Basis, type PersonRead, readMany } from '../../registry/index.ts';
import {
  answerStatement,
  cappedOrRecorded,
  isCurrent,
  pathOf,
  pathsOf,
  readsOf,
  standardForm,
  type Template,
  templateById,
  type Wish,
} from '../templates/index.ts';
import { signerOf } from './sign.ts';

/** What an agency asks for by law, of people by their numbers. */
export interface StatutoryQuery {
  template: string;
  people: readonly string[];
  /** All of the template unless stated. */
  fields?: readonly string[] | undefined;
}

/** The numbers of so many people are looked up at once. */
const PAGE = 2_500;
const DAY_MS = 86_400_000;

/** `typ` of what ends a stream. */
export const STATUTORY_TYPE = 'statutory-answer+jwt';

/**
 * What registers say of people, by law: nobody is asked, and each is told, at once or when the seal ends. A stream of JSON
 * lines, one for each person in the order in which they were asked for, each once; the last line says how many there were,
 * with a signature over all before it. Of a number that nobody has the same is told as of who stands in no register.
 *
 * It is read page by page, as the receiver takes it: each page has committed, with its records, before it leaves.
 * @param agency whose system asks.
 * @throws AppError `forbidden` for another's template and for more than it has; `not-found`, `gone`.
 */
export async function statutoryAnswer(
  gov: Government,
  agency: string,
  { template: id, people, fields }: StatutoryQuery,
): Promise<ReadableStream<Uint8Array>> {
  const template = await templateById(gov.db, gov, id);
  if (template.party.agency !== agency || template.data.basis !== 'statute')
    throw new AppError('forbidden', 'This is no purpose for which your agency may ask by law.');
  if (!(await isCurrent(gov.db, gov, template)))
    throw new AppError('gone', 'This purpose has changed: ask by what is published now.');
  const wish = { fields: fields ?? pathsOf(template), statements: [...template.data.statements.keys()] };
  await cappedOrRecorded(gov, template, wish);
  const issuer = await issuerOf(gov, signerOf(gov, template), gov.clock.now());
  return streamed(linesOf(gov, { template, wish, issuer, people }));
}

/** A stream that asks for the next lines when they are wanted. */
function streamed(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await lines.return(undefined)),
  });
}

interface Asking {
  template: Template;
  wish: Wish;
  issuer: Issuer;
  people: readonly string[];
}

async function* linesOf(gov: Government, asking: Asking): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const lines of toldOf(gov, asking)) {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    hash.update(text);
    count += lines.length;
    yield text;
  }
  const end = { count, sha256: hash.digest('base64url') };
  yield `${JSON.stringify({ end, jws: signed(gov, asking.issuer, asking.template, end) })}\n`;
}

function signed(gov: Government, issuer: Issuer, { id }: Template, end: object): string {
  const header = encodeHeader({ alg: issuer.alg, typ: STATUTORY_TYPE, kid: issuer.kid, x5c: issuer.x5c });
  const iat = Math.floor(gov.clock.now().getTime() / 1000);
  const payload = { iss: issuer.iss, aud: originOf(gov), iat, template: id, ...end };
  const unsigned = unsignedJws(header, JSON.stringify(payload));
  return unsigned.finish(issuer.sign(unsigned.input));
}

/** Somebody who was asked for, known or not. */
interface Wanted {
  number: string;
  person: string | undefined;
}

/** What is told of each, in the order in which they were asked for, as it is read. */
async function* toldOf(gov: Government, { template, wish, people }: Asking): AsyncGenerator<object[]> {
  const at = gov.clock.now();
  const { sealed } = template.data;
  const [law] = template.law;
  const basis: Basis = { kind: 'statute', ...(law && { law }) };
  const waiting: Wanted[] = [];
  const pages = readMany(gov, {
    reader: { kind: 'party', party: template.party.id, use: template.use },
    ...{ purpose: { text: template.purpose, ...(law && { law }) }, basis },
    sealedUntil: sealed && new Date(at.getTime() + sealed.days * DAY_MS),
    ...{ reads: readsOf(template, wish), people: personsOf(gov, people, waiting) },
  });
  const lineOf = lineWith(gov, template, wish, dayOf(at, gov.pack.timeZone));
  for await (const page of pages) {
    const read = new Map(page.map(({ person, values }) => [person, values]));
    const next = waiting.findIndex(({ person }) => person !== undefined && !read.has(person));
    const done = waiting.splice(0, next < 0 ? waiting.length : next);
    yield done.map(({ number, person }) => lineOf(number, person === undefined ? undefined : read.get(person)));
  }
  if (waiting.length > 0) yield waiting.map(({ number }) => lineOf(number, undefined));
}

/** The people of some numbers, each once. Who waits for their line is noted, those too whom nobody knows. */
async function* personsOf(gov: Government, numbers: readonly string[], waiting: Wanted[]): AsyncGenerator<string> {
  const wanted = [...new Set(numbers)];
  for (let from = 0; from < wanted.length; from += PAGE) {
    const page = wanted.slice(from, from + PAGE);
    const known = await findPeople(gov.db, page);
    for (const number of page) {
      const person = known.get(number);
      waiting.push({ number, person });
      if (person !== undefined) yield person;
    }
  }
}

type Values = PersonRead['values'];

/** How a line is written: what only statements rest on stays, and of who stands in no register all is null. */
function lineWith(gov: Government, template: Template, wish: Wish, on: Day) {
  const reads = readsOf(template, wish);
  const going = reads.map(({ registry, fields }) => ({
    registry,
    fields: fields.filter((field) => wish.fields.includes(pathOf({ registry, field }))),
  }));
  const valuesOf = (registry: string, fields: readonly string[], values: Values = {}) =>
    Object.fromEntries(fields.map((field) => [field, values[registry]?.[field] ?? null]));
  const pathsIn = (values: Values = {}) =>
    Object.fromEntries(
      reads.flatMap(({ registry, fields }) =>
        fields.map((field) => [pathOf({ registry, field }), values[registry]?.[field] ?? null]),
      ),
    );
  return (number: string, values: Values | undefined): object => {
    const holds = (id: string) => answerStatement(gov, template, id, pathsIn(values), on) ?? null;
    return {
      person: number,
      data: standardForm(
        template,
        Object.fromEntries(going.map(({ registry, fields }) => [registry, valuesOf(registry, fields, values)])),
      ),
      ...(wish.statements.length > 0 && {
        statements: Object.fromEntries(wish.statements.map((id) => [id, holds(id)])),
      }),
    };
  };
}
