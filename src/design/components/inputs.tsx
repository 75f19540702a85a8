import type { ComponentChildren } from 'preact';
import { phrases } from '../words.ts';
import { classes, describing, Field, type FieldProps } from './field.tsx';

/** Width in characters, as a hint of how long the answer is. */
export type InputWidth = 2 | 3 | 4 | 5 | 10 | 20 | 30;

export interface TextInputProps extends FieldProps {
  value?: string;
  type?: 'text' | 'email' | 'tel' | 'password' | 'search';
  width?: InputWidth;
  inputMode?: 'numeric' | 'decimal' | 'email' | 'tel';
  /** HTML autofill token, as WCAG 1.3.5 asks for facts about the person. */
  autoComplete?: string;
  prefix?: ComponentChildren;
  suffix?: ComponentChildren;
  maxLength?: number;
  spellCheck?: boolean;
  disabled?: boolean;
}

/** One line of text or a number, with units before or after it. */
export function TextInput(props: TextInputProps) {
  const { name, id = name, error, value, type = 'text', width, prefix, suffix } = props;
  const input = (
    <input
      class={classes('govuk-input', width && `govuk-input--width-${width}`, error && 'govuk-input--error')}
      id={id}
      name={name}
      // preact types each kind of input apart; those allowed here share all of these attributes.
      type={type as 'text'}
      value={value}
      inputMode={props.inputMode}
      autocomplete={props.autoComplete}
      maxLength={props.maxLength}
      spellcheck={props.spellCheck}
      disabled={props.disabled}
      aria-describedby={describing(id, props)}
    />
  );
  if (!prefix && !suffix) return <Field {...props}>{input}</Field>;
  return (
    <Field {...props}>
      <div class="govuk-input__wrapper">
        {prefix && (
          <div class="govuk-input__prefix" aria-hidden="true">
            {prefix}
          </div>
        )}
        {input}
        {suffix && (
          <div class="govuk-input__suffix" aria-hidden="true">
            {suffix}
          </div>
        )}
      </div>
    </Field>
  );
}

export interface TextAreaProps extends FieldProps {
  value?: string;
  rows?: number;
  /** Shown as the hint where there is none; the server is what enforces it. */
  maxLength?: number;
  spellCheck?: boolean;
}

/** Text of several lines. */
export function TextArea(props: TextAreaProps) {
  const { name, id = name, error, value, rows = 5, locale, maxLength } = props;
  const hint = props.hint ?? (maxLength ? phrases.charactersAtMost[locale](maxLength) : undefined);
  const field = { ...props, hint };
  return (
    <Field {...field}>
      <textarea
        class={classes('govuk-textarea', error && 'govuk-textarea--error')}
        id={id}
        name={name}
        rows={rows}
        spellcheck={props.spellCheck}
        aria-describedby={describing(id, field)}
      >
        {value}
      </textarea>
    </Field>
  );
}

export interface Option {
  value: string;
  text: string;
  disabled?: boolean;
}

export interface SelectProps extends FieldProps {
  options: readonly Option[];
  value?: string;
}

/** One of many known answers; prefer `Radios` up to about seven. */
export function Select(props: SelectProps) {
  const { name, id = name, error, options, value } = props;
  return (
    <Field {...props}>
      <select
        class={classes('govuk-select', error && 'govuk-select--error')}
        id={id}
        name={name}
        aria-describedby={describing(id, props)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value} disabled={option.disabled}>
            {option.text}
          </option>
        ))}
      </select>
    </Field>
  );
}

export interface FileUploadProps extends FieldProps {
  /** Media types or extensions, as in `accept`. */
  accept?: string;
  multiple?: boolean;
}

/** A file from the device. Its form needs `upload`. */
export function FileUpload(props: FileUploadProps) {
  const { name, id = name, error } = props;
  return (
    <Field {...props}>
      <input
        class={classes('govuk-file-upload', error && 'govuk-file-upload--error')}
        id={id}
        name={name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        aria-describedby={describing(id, props)}
      />
    </Field>
  );
}
