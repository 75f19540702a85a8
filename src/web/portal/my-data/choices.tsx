import { Checkboxes } from '../../../design/index.ts';
import {
  type Answer,
  answerText,
  chosenOf,
  type Held,
  type Path,
  pathOf,
  pathsHeld,
  registriesInOrder,
} from '../../../exchange/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { Government, Registry } from '../../../pack/index.ts';
import { DOWNLOAD } from './download-words.ts';
import { valueIn } from './records.tsx';

interface ChoicesProps {
  gov: Government;
  locale: Locale;
  held: Held;
  /** The fields that can be chosen. */
  paths: readonly Path[];
  /** Those that are. */
  chosen: readonly Path[];
}

/** Fields to tick, register by register, each with the value that would go. */
export function FieldChoices({ gov, locale, held, paths, chosen }: ChoicesProps) {
  return byRegistry(gov, paths).map(({ registry, fields }) => (
    <Checkboxes
      key={registry.id}
      locale={locale}
      id={`of-${registry.id}`}
      name="field"
      label={registry.title[locale]}
      labelSize="s"
      small
      values={chosen}
      items={fields.map((field) => ({
        value: pathOf({ registry: registry.id, field }),
        text: registry.fields[field]!.title[locale],
        hint: <Values {...{ gov, locale, held }} path={pathOf({ registry: registry.id, field })} />,
      }))}
    />
  ));
}

interface AnswersProps {
  locale: Locale;
  answers: readonly Answer[];
  /** Those that are ticked, by name. */
  chosen: readonly string[];
}

/** Answers to tick, each with what it says. */
export function AnswerChoices({ locale, answers, chosen }: AnswersProps) {
  if (answers.length === 0) return null;
  return (
    <Checkboxes
      locale={locale}
      name="statement"
      label={DOWNLOAD.answers[locale]}
      labelSize="s"
      hint={DOWNLOAD.answersHint[locale]}
      small
      values={chosen}
      items={answers.map((answer) => ({
        value: answer.name,
        text: answer.title[locale],
        hint: answerText(answer)[locale],
      }))}
    />
  );
}

/** What a field says: once for each record that says something. */
function Values({ gov, locale, held, path }: Omit<ChoicesProps, 'paths' | 'chosen'> & { path: Path }) {
  const records = chosenOf(held, [path]);
  return records.map((one, nth) => {
    const [field] = Object.keys(one.record.values);
    return (
      <span key={nth}>
        {nth > 0 && ' / '}
        {valueIn(gov, locale, held, one, field!)}
      </span>
    );
  });
}

/** Paths by their register. What the pack does not have is left out. */
export function byRegistry(
  gov: Pick<Government, 'pack'>,
  paths: readonly Path[],
): { registry: Registry; fields: string[] }[] {
  const wanted = new Set(paths);
  return registriesInOrder(gov).flatMap((registry) => {
    const fields = Object.keys(registry.fields).filter((field) => wanted.has(pathOf({ registry: registry.id, field })));
    return fields.length > 0 ? [{ registry, fields }] : [];
  });
}

/** Of some paths, those of which something is held. */
export function heldOf(held: Held, paths: readonly Path[]): Path[] {
  const known = new Set(pathsHeld(held));
  return paths.filter((path) => known.has(path));
}
