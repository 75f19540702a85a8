import { type Static, Type } from 'typebox';
import { findPeople } from '../../identity/index.ts';
import { LOCALES, type Text } from '../../kernel/index.ts';
import type { Government, Registry } from '../../pack/index.ts';
import { checkValue, personIds } from '../../registry/index.ts';
import {
  answerAppeal,
  approveTask,
  askApplicant,
  type Officer,
  refuseTask,
  settleTask,
  type TaskHead,
} from '../../services/index.ts';
import { fieldOf, lawsOf } from './view.ts';
import { OFFICE } from './words.ts';

/** Longest reason or question, in characters. */
export const LONGEST_WORDS = 4_000;

/** What a form may send: more than is accepted, so that what is too long comes back to be shortened, not lost. */
const Words = Type.Optional(Type.String({ maxLength: 5 * LONGEST_WORDS }));
const Law = Type.Optional(Type.String({ maxLength: 300 }));
const YesNo = Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('')]));
const Value = Type.Optional(Type.String({ maxLength: 5 * LONGEST_WORDS }));

/** The largest form: each character may take four bytes of UTF-8, each written as three of the form's encoding. */
export const FORM_LIMIT = 512 * 1024;

export const BODIES = {
  approve: Type.Object({ reason: Words, law: Law }),
  refuse: Type.Object({ reason: Words, law: Law }),
  ask: Type.Object({ question: Words }),
  settle: Type.Object({ upheld: YesNo, value: Value, reason: Words }),
  appeal: Type.Object({ granted: YesNo, reason: Words }),
};

export type ActName = keyof typeof BODIES;
export const ACT_NAMES = Object.keys(BODIES) as ActName[];

/** What was typed into a form, whichever it was. */
export type Typed = Readonly<Partial<Record<'reason' | 'law' | 'question' | 'upheld' | 'value' | 'granted', string>>>;

/** What is wrong with a form, by field. */
export type Problems = Readonly<Partial<Record<keyof Typed, Text>>>;

/** A form that can be carried out, or what is wrong with it. */
export type Checked = { carryOut: () => Promise<void> } | { problems: Problems };

interface Acting {
  gov: Government;
  officer: Officer;
  head: TaskHead;
}

type Check<A extends ActName> = (acting: Acting, form: Static<(typeof BODIES)[A]>) => Checked | Promise<Checked>;

/** Reads a form of an act against the task that it is for. */
export function checkAct(name: ActName, acting: Acting, form: Typed): Checked | Promise<Checked> {
  return (CHECKS[name] as Check<ActName>)(acting, form as never);
}

const CHECKS: { [A in ActName]: Check<A> } = {
  approve({ gov, officer, head }, { reason = '', law = '' }) {
    const problems = sifted({ reason: wordsProblem(reason, OFFICE.enterReason), law: lawProblem(gov, head, law) });
    return problems ?? { carryOut: () => approveTask(gov, officer, head.task.id, { reason, ...(law && { law }) }) };
  },
  refuse({ gov, officer, head }, { reason = '', law = '' }) {
    const lacking = law === '' ? OFFICE.chooseArticle : lawProblem(gov, head, law);
    const problems = sifted({ reason: wordsProblem(reason, OFFICE.enterReason), law: lacking });
    return problems ?? { carryOut: () => refuseTask(gov, officer, head.task.id, { reason, law }) };
  },
  ask({ gov, officer, head }, { question = '' }) {
    const problems = sifted({ question: wordsProblem(question, OFFICE.enterQuestion) });
    return problems ?? { carryOut: () => askApplicant(gov, officer, head.task.id, question) };
  },
  async settle({ gov, officer, head }, { upheld = '', value = '', reason = '' }) {
    const field = head.dispute && fieldOf(gov, head.dispute);
    const read = upheld === 'yes' && field ? await readValue(gov, field, value) : { value: null };
    const problems = sifted({
      upheld: upheld === '' ? OFFICE.chooseAnswer : undefined,
      value: 'problem' in read ? read.problem : undefined,
      reason: wordsProblem(reason, OFFICE.enterReason),
    });
    if (problems || 'problem' in read) return problems ?? { problems: {} };
    const answer = { upheld: upheld === 'yes', value: read.value, reason };
    return { carryOut: () => settleTask(gov, officer, head.task.id, answer) };
  },
  appeal({ gov, officer, head }, { granted = '', reason = '' }) {
    const problems = sifted({
      granted: granted === '' ? OFFICE.chooseAnswer : undefined,
      reason: wordsProblem(reason, OFFICE.enterReason),
    });
    const answer = { granted: granted === 'yes', reason };
    return problems ?? { carryOut: () => answerAppeal(gov, officer, head.task.id, answer) };
  },
};

/** The problems that there are; undefined where there are none. */
function sifted(problems: Partial<Record<keyof Typed, Text | undefined>>): { problems: Problems } | undefined {
  const found = Object.entries(problems).filter(([, problem]) => problem !== undefined);
  return found.length > 0 ? { problems: Object.fromEntries(found) } : undefined;
}

function wordsProblem(words: string, missing: Text): Text | undefined {
  const length = [...words.trim()].length;
  if (length === 0) return missing;
  return length > LONGEST_WORDS ? withLimit(OFFICE.tooLong) : undefined;
}

const withLimit = (text: Text): Text =>
  Object.fromEntries(
    LOCALES.map((locale) => [locale, text[locale].replace('{n}', LONGEST_WORDS.toLocaleString('en'))]),
  ) as Text;

function lawProblem(gov: Government, { kase }: TaskHead, law: string): Text | undefined {
  const service = gov.pack.services.get(kase?.service ?? '');
  return law === '' || (service && lawsOf(gov, service).has(law)) ? undefined : OFFICE.chooseListed;
}

type Field = Registry['fields'][string];

/** A corrected value as its registry keeps it; null takes it away. People are typed by their national numbers. */
async function readValue(
  gov: Government,
  field: Field,
  typed: string,
): Promise<{ value: unknown } | { problem: Text }> {
  if (typed === '') return field.optional ? { value: null } : { problem: OFFICE.enterValue };
  if (field.type === 'person' || field.type === 'people') return readPeople(gov, field, typed);
  const checked = checkValue(typed, field, personIds);
  return 'reason' in checked ? { problem: checked.reason } : checked;
}

async function readPeople(
  gov: Government,
  field: Field,
  typed: string,
): Promise<{ value: unknown } | { problem: Text }> {
  const checked = checkValue(typed, field, gov.pack.numbering);
  if ('reason' in checked) return { problem: checked.reason };
  const numbers = [checked.value].flat().map(String);
  const people = await findPeople(gov.db, numbers);
  const ids = numbers.flatMap((number) => people.get(number) ?? []);
  if (ids.length < numbers.length) return { problem: OFFICE.nobody };
  return { value: field.type === 'people' ? ids : ids[0] };
}
