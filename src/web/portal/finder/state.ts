import { type Static, Type } from 'typebox';
import type { Pack } from '../../../pack/index.ts';
import { type AnswerProblems, asksOf, type FinderAnswers, readFinderAnswers } from '../../../services/index.ts';

/** What a page of the finder sends: its answers by the keys of their questions, and its own controls. */
export const FinderForm = Type.Record(
  Type.String({ maxLength: 130 }),
  Type.Union([Type.String({ maxLength: 2_000 }), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 300 })]),
);
type Form = Static<typeof FinderForm>;

/** Names of the page's own controls: no key of a question has a hyphen without an @ before it. */
export const CONTROL = {
  act: 'do-now',
  asking: 'asked-now',
  leftOut: 'left-out',
  absent: 'not-mine',
  looked: 'looked-up',
  word: 'by-word',
  topic: 'by-topic',
  agency: 'by-agency',
} as const;

/** What a button of the page asks for. */
export type Act = 'next' | 'leave-out' | 'not-mine' | 'look' | 'filter' | `change ${string}`;

/** Which results are shown; an empty text leaves the choice open. */
export interface Filter {
  word: string;
  topic: string;
  agency: string;
}

/** All that a page of the finder is made from. It travels in the page's own form and lies nowhere else. */
export interface PageState {
  answers: FinderAnswers;
  problems: AnswerProblems;
  /** What was typed, by key, where it could not be read. */
  typed: Readonly<Record<string, string>>;
  /** Questions that the person left out. */
  leftOut: readonly string[];
  /** The question that the person wants to answer next, whatever would be best. */
  wanted: string | undefined;
  /** Whether they agreed that the registries are looked into, and whether that was just now. */
  looked: 'no' | 'before' | 'now';
  filter: Filter;
}

/** The page as it is first opened. */
export const firstState = (answers: FinderAnswers = {}): PageState => ({
  answers,
  problems: {},
  typed: {},
  leftOut: [],
  wanted: undefined,
  looked: 'no',
  filter: { word: '', topic: '', agency: '' },
});

/** What a page sends, with what its button asks for done. */
export function stateOf(pack: Pack, form: Form): PageState {
  const act = textOf(form, CONTROL.act);
  const asking = textOf(form, CONTROL.asking);
  const asks = asksOf(pack);
  const fields = Object.fromEntries([...asks.keys()].map((key) => [key, fieldOf(form, key)]));
  const isSetAside = act === 'leave-out' || act === 'not-mine';
  if (isSetAside) delete fields[asking];
  const given = Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined));
  const absent = [...listOf(form, CONTROL.absent), ...(act === 'not-mine' ? [asking] : [])];
  const { answers, problems } = readFinderAnswers(pack, given, absent);
  const leftOut = [...listOf(form, CONTROL.leftOut), ...(act === 'leave-out' ? [asking] : [])];
  const wanted = act.startsWith('change ') ? act.slice('change '.length) : Object.keys(problems)[0];
  const looked = act === 'look' ? 'now' : textOf(form, CONTROL.looked) === 'yes' ? 'before' : 'no';
  return {
    answers,
    problems,
    typed: Object.fromEntries(Object.keys(problems).map((key) => [key, given[key] ?? ''])),
    leftOut: [...new Set(leftOut)].filter((key) => asks.has(key) && !Object.hasOwn(answers, key) && key !== wanted),
    wanted: wanted !== undefined && asks.has(wanted) ? wanted : undefined,
    looked,
    filter: {
      word: textOf(form, CONTROL.word).slice(0, 200),
      topic: textOf(form, CONTROL.topic),
      agency: textOf(form, CONTROL.agency),
    },
  };
}

/** The control of a name; the last, should a page have sent several. */
function textOf(form: Form, name: string): string {
  return listOf(form, name).at(-1) ?? '';
}

const listOf = (form: Form, name: string): string[] => [Object.hasOwn(form, name) ? form[name]! : []].flat();

/** One field, or the three of a date as one text; undefined where the page sent neither. */
function fieldOf(form: Form, key: string): string | undefined {
  const parts = ['year', 'month', 'day'].map((part) => textOf(form, `${key}-${part}`));
  if (parts.some((part) => part !== '')) return parts.join('-');
  return Object.hasOwn(form, key) ? textOf(form, key) : undefined;
}
