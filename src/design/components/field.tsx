import type { ComponentChildren } from 'preact';
import type { Locale } from '../../kernel/index.ts';
import { word } from '../words.ts';
import { VisuallyHidden } from './link.tsx';
import type { Size } from './text.tsx';

/** What every question has. */
export interface FieldProps {
  locale: Locale;
  name: string;
  /** The control's id, to which an error summary links; the name when absent. */
  id?: string;
  label: ComponentChildren;
  labelSize?: Size;
  /** The question is the only one of its page, so its label is the page's h1. */
  isPageHeading?: boolean;
  hint?: ComponentChildren;
  error?: string;
  /** Says "optional" after the label. Questions are required unless they say so. */
  optional?: boolean;
  /** Ids of further texts that describe the control. */
  describedBy?: string;
}

/** Joined ids for `aria-describedby`, or nothing. */
export function describing(id: string, { hint, error, describedBy }: Partial<FieldProps>): string | undefined {
  const ids = [describedBy, hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Class names without the empty ones. */
export const classes = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ');

/** Help with a question, spoken after its label. */
export function Hint({ id, extra, children }: { id?: string; extra?: string; children: ComponentChildren }) {
  return (
    <div id={id} class={classes('govuk-hint', extra)}>
      {children}
    </div>
  );
}

/** What to mend, beside the question; the summary at the top says it too. */
export function ErrorMessage({ locale, id, children }: { locale: Locale; id?: string; children: ComponentChildren }) {
  return (
    <p id={id} class="govuk-error-message">
      <VisuallyHidden>{word('error', locale)}</VisuallyHidden> {children}
    </p>
  );
}

function Optional({ locale }: { locale: Locale }) {
  return <span class="md-optional"> ({word('optional', locale)})</span>;
}

type LabelProps = Pick<FieldProps, 'locale' | 'label' | 'labelSize' | 'isPageHeading' | 'optional'>;

/** The question of one control; around it the h1 where it is the whole page. */
export function Label({
  locale,
  label,
  labelSize,
  isPageHeading,
  optional,
  htmlFor,
}: LabelProps & { htmlFor: string }) {
  const element = (
    <label class={classes('govuk-label', labelSize && `govuk-label--${labelSize}`)} for={htmlFor}>
      {label}
      {optional && <Optional locale={locale} />}
    </label>
  );
  return isPageHeading ? <h1 class="govuk-label-wrapper">{element}</h1> : element;
}

export interface FieldsetProps {
  legend: ComponentChildren;
  legendSize?: Size;
  isPageHeading?: boolean;
  describedBy?: string;
  /** `group` where a browser would not say so by itself, as for the parts of a date. */
  role?: 'group';
  children?: ComponentChildren;
}

/** Controls that answer one question, under its legend. */
export function Fieldset({ legend, legendSize, isPageHeading, describedBy, role, children }: FieldsetProps) {
  return (
    <fieldset class="govuk-fieldset" role={role} aria-describedby={describedBy}>
      <legend class={classes('govuk-fieldset__legend', legendSize && `govuk-fieldset__legend--${legendSize}`)}>
        {isPageHeading ? <h1 class="govuk-fieldset__heading">{legend}</h1> : legend}
      </legend>
      {children}
    </fieldset>
  );
}

/** The space of one question, with a bar at its side while it is in error. */
export function FormGroup({ error, children }: { error?: string; children: ComponentChildren }) {
  return <div class={classes('govuk-form-group', error && 'govuk-form-group--error')}>{children}</div>;
}

/** Label, hint and error above one control. */
export function Field({ children, ...field }: FieldProps & { children: ComponentChildren }) {
  const id = field.id ?? field.name;
  return (
    <FormGroup error={field.error}>
      <Label {...field} htmlFor={id} />
      <HintAndError {...field} id={id} />
      {children}
    </FormGroup>
  );
}

/** The texts between a question and its control. */
export function HintAndError({
  locale,
  id,
  hint,
  error,
}: Pick<FieldProps, 'locale' | 'hint' | 'error'> & { id: string }) {
  return (
    <>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && (
        <ErrorMessage locale={locale} id={`${id}-error`}>
          {error}
        </ErrorMessage>
      )}
    </>
  );
}

/** Legend, hint and error around a group of controls. */
export function FieldGroup({ children, role, ...field }: FieldProps & { role?: 'group'; children: ComponentChildren }) {
  const id = field.id ?? field.name;
  const legend = (
    <>
      {field.label}
      {field.optional && <Optional locale={field.locale} />}
    </>
  );
  return (
    <FormGroup error={field.error}>
      <Fieldset
        legend={legend}
        legendSize={field.labelSize}
        isPageHeading={field.isPageHeading}
        describedBy={describing(id, field)}
        role={role}
      >
        <HintAndError {...field} id={id} />
        {children}
      </Fieldset>
    </FormGroup>
  );
}
