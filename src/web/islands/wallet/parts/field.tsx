import { useId } from 'preact/hooks';

export interface FieldProps {
  label: string;
  value: string;
  onValue(value: string): void;
  hint?: string;
  error?: string | undefined;
  /** Digits that nobody should read over a shoulder. */
  secret?: boolean;
  numeric?: boolean;
  /** A code that came by another way. */
  code?: boolean;
  /** Few characters wide. */
  narrow?: boolean;
  most?: number;
}

const PASSWORD = { type: 'password' } as const;
const TEXT = { type: 'text' } as const;

/** A field with its label; what is wrong with it is said beside it. */
export function Field(props: FieldProps) {
  const { label, value, onValue, hint, error, secret, numeric, code, narrow, most } = props;
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}>
      <label class="govuk-label govuk-label--s" for={id}>
        {label}
      </label>
      {hint && (
        <div class="govuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <p class="govuk-error-message" id={`${id}-error`} hidden={!error}>
        {error}
      </p>
      <input
        class={`govuk-input${narrow ? ' govuk-input--width-10' : ''}${error ? ' govuk-input--error' : ''}`}
        id={id}
        {...(secret ? PASSWORD : TEXT)}
        inputMode={numeric ? 'numeric' : undefined}
        autoComplete={code ? 'one-time-code' : 'off'}
        spellcheck={false}
        maxLength={most}
        value={value}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  );
}
