import type { Locale } from '../../kernel/index.ts';
import { word } from '../words.ts';
import { classes, describing, Field, FieldGroup, type FieldProps } from './field.tsx';

export type DatePart = 'year' | 'month' | 'day';

export interface DateInputProps extends FieldProps {
  /** ISO 8601 `YYYY-MM-DD`. */
  value?: string;
  /** What was typed, where it was no date, to be shown again; wins over `value`. */
  typed?: Partial<Record<DatePart, string>>;
  /** The parts in error; all of them when absent. */
  wrong?: readonly DatePart[];
  /** One native field instead of three; for dates near today. */
  single?: boolean;
  /** The date is the person's birthday, which browsers can fill in. */
  birthday?: boolean;
}

const order: Record<Locale, readonly DatePart[]> = {
  ko: ['year', 'month', 'day'],
  'zh-Hant': ['year', 'month', 'day'],
  en: ['day', 'month', 'year'],
};

const birthdayTokens: Record<DatePart, string> = { year: 'bday-year', month: 'bday-month', day: 'bday-day' };

function partsOf(iso: string | undefined): Partial<Record<DatePart, string>> {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? '') ?? [];
  if (!year || !month || !day) return {};
  return { year, month: String(Number(month)), day: String(Number(day)) };
}

/** Three fields named `NAME-year`, `NAME-month`, `NAME-day` in the language's order, or one named `NAME`. */
export function DateInput(props: DateInputProps) {
  const { locale, name, id = name, error, value, typed, single, wrong = order[locale] } = props;
  if (single) {
    return (
      <Field {...props}>
        <input
          class={classes('govuk-input md-date', error && 'govuk-input--error')}
          id={id}
          name={name}
          type="date"
          value={value}
          aria-describedby={describing(id, props)}
        />
      </Field>
    );
  }
  const shown = typed ?? partsOf(value);
  return (
    <FieldGroup {...props} role="group">
      <div class="govuk-date-input" id={id}>
        {order[locale].map((part) => (
          <div class="govuk-date-input__item" key={part}>
            <div class="govuk-form-group">
              <label class="govuk-label govuk-date-input__label" for={`${id}-${part}`}>
                {word(part, locale)}
              </label>
              <input
                class={classes(
                  'govuk-input govuk-date-input__input',
                  error && wrong.includes(part) && 'govuk-input--error',
                  part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
                )}
                id={`${id}-${part}`}
                name={`${name}-${part}`}
                type="text"
                inputMode="numeric"
                value={shown[part]}
                autocomplete={props.birthday ? birthdayTokens[part] : undefined}
              />
            </div>
          </div>
        ))}
      </div>
    </FieldGroup>
  );
}
