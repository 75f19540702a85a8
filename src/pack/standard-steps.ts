import type { ContractField, Form } from './model-standard.ts';
import type { StepYaml } from './schema.ts';
import { ratioOf } from './standard-form.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

type At = { file: YamlFile; path: YamlPath };

/** What a value is made of: a field of a register, or of the next version. */
export interface StepSource<Place> {
  place: Place;
  /** The type of a registry's field may be one that no standard has. */
  field: Omit<ContractField, 'type'> & { type: string };
}

/** What a value has to be, and how its file names it. */
export interface StepTarget {
  /** Whose: `finance/income@1`. */
  standard: string;
  name: string;
  field: ContractField;
}

/** Types that stay as they are under another name. */
const KINDRED: Readonly<Record<string, string>> = { name: 'text' };

/**
 * Compiles how a value is made. What would give something else than the target says is a mistake at its place: then a
 * receiver would break. @param sourceOf looks a name up, and tells where there is none.
 */
export function compileStep<Place>(
  step: StepYaml,
  target: StepTarget,
  sourceOf: (name: string, at: At) => StepSource<Place> | undefined,
  at: At,
): Form<Place> | undefined {
  const below = (...further: YamlPath): At => ({ file: at.file, path: [...at.path, ...further] });
  if (typeof step === 'string') {
    const source = sourceOf(step, at);
    return source && compileCopy(source, target, at);
  }
  if ('dropped' in step) {
    if (!target.field.optional) at.file.mistake(at.path, mustStay(target));
    return { kind: 'absent' };
  }
  if ('join' in step) return compileJoin(step, target, sourceOf, at);
  const source = sourceOf(step.from, below('from'));
  if (!source) return undefined;
  const { times, values } = step;
  if (times !== undefined && values) at.file.mistake(at.path, 'either "times" or "values", and not both');
  if (times !== undefined) return compileScale(source, target, times, below('times'));
  return values ? compileRecode(source, target, values, below('values')) : compileCopy(source, target, below('from'));
}

const nameOf = ({ standard, name }: StepTarget): string => `${name} of ${standard}`;

const mustStay = (target: StepTarget): string =>
  `${nameOf(target)} is always there, and receivers rely on it: it cannot be dropped or left empty`;

function compileCopy<Place>(source: StepSource<Place>, target: StepTarget, at: At): Form<Place> {
  const { field } = source;
  const wanted = target.field;
  if (field.type !== wanted.type && KINDRED[field.type] !== wanted.type)
    at.file.mistake(at.path, `${nameOf(target)} is of type ${wanted.type}, and this is of type ${field.type}`);
  else if (field.unit !== wanted.unit)
    at.file.mistake(
      at.path,
      `${nameOf(target)} is in ${wanted.unit ?? 'no unit'}, and this is in ${field.unit ?? 'no unit'}: say how, as {from: …, times: 12}`,
    );
  else {
    const further = (field.values ?? []).filter((value) => !wanted.values?.includes(value));
    if (further.length > 0)
      at.file.mistake(
        at.path,
        `${nameOf(target)} knows no ${further.join(', ')}: say what they are called there, as {from: …, values: {…}}`,
      );
  }
  checkThere([source], target, at);
  return { kind: 'copy', of: source.place };
}

function compileScale<Place>(
  { field, place }: StepSource<Place>,
  target: StepTarget,
  times: number,
  at: At,
): Form<Place> {
  const wanted = target.field;
  const isWhole = Number.isInteger(times);
  const fits =
    wanted.type === 'number'
      ? ['integer', 'number', 'money'].includes(field.type)
      : wanted.type === 'integer'
        ? field.type === 'integer' && isWhole
        : wanted.type === 'money' && ['integer', 'money'].includes(field.type) && isWhole;
  if (!fits)
    at.file.mistake(
      at.path,
      `${nameOf(target)} is of type ${wanted.type}: a value of type ${field.type} times ${times} is not always one. Only whole numbers make money or whole numbers of such`,
    );
  checkThere([{ field, place }], target, at);
  return { kind: 'scale', of: { kind: 'copy', of: place }, by: ratioOf(times) };
}

function compileRecode<Place>(
  { field, place }: StepSource<Place>,
  target: StepTarget,
  values: Readonly<Record<string, string>>,
  at: At,
): Form<Place> {
  const [from, to] = [field.values ?? [], target.field.values ?? []];
  if (field.type !== 'enum' || target.field.type !== 'enum')
    at.file.mistake(at.path, `only an enum is made out of an enum, and ${nameOf(target)} of a ${field.type}`);
  else {
    const missing = from.filter((value) => !Object.hasOwn(values, value));
    if (missing.length > 0) at.file.mistake(at.path, `what becomes of ${missing.join(', ')}?`);
    for (const [value, made] of Object.entries(values)) {
      if (!from.includes(value)) at.file.mistakeInKey([...at.path, value], `there is no ${value} to begin with`);
      if (!to.includes(made)) at.file.mistake([...at.path, value], `${nameOf(target)} knows no ${made}`);
    }
  }
  checkThere([{ field, place }], target, at);
  return { kind: 'recode', of: { kind: 'copy', of: place }, values };
}

function compileJoin<Place>(
  step: Extract<StepYaml, { join: unknown }>,
  target: StepTarget,
  sourceOf: (name: string, at: At) => StepSource<Place> | undefined,
  at: At,
): Form<Place> | undefined {
  const sources = step.join.flatMap((name, index) => {
    const own = { file: at.file, path: [...at.path, 'join', index] };
    const source = sourceOf(name, own);
    if (source && !['text', 'name'].includes(source.field.type))
      own.file.mistake(own.path, `only texts are joined, and this is of type ${source.field.type}`);
    return source ? [source] : [];
  });
  if (target.field.type !== 'text' && target.field.type !== 'name')
    at.file.mistake(at.path, `texts make a text, and ${nameOf(target)} is of type ${target.field.type}`);
  if (step.join.length < 2) at.file.mistake(at.path, 'needs at least 2');
  if (sources.length > 0 && sources.every(({ field }) => field.optional)) checkThere(sources, target, at);
  const of = sources.map(({ place }): Form<Place> => ({ kind: 'copy', of: place }));
  return { kind: 'join', of, with: step.with ?? ' ' };
}

/** What receivers find there always cannot come of what may be absent. */
function checkThere(sources: readonly StepSource<unknown>[], target: StepTarget, at: At): void {
  if (!target.field.optional && sources.every(({ field }) => field.optional))
    at.file.mistake(at.path, mustStay(target));
}
