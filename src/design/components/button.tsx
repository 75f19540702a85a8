import type { ComponentChildren } from 'preact';

export type ButtonVariant = 'primary' | 'secondary' | 'warning' | 'inverse';

const variantClass = (variant: ButtonVariant): string =>
  variant === 'primary' ? 'govuk-button' : `govuk-button govuk-button--${variant}`;

export interface ButtonProps {
  variant?: ButtonVariant;
  type?: 'submit' | 'button' | 'reset';
  name?: string;
  value?: string;
  id?: string;
  disabled?: boolean;
  /** Sends the form elsewhere than its own action. */
  formAction?: string;
  /** Submits without the browser's own checks: for saving an unfinished form. */
  formNoValidate?: boolean;
  /** One key that a practised officer may use (with the browser's modifier). */
  accessKey?: string;
  children: ComponentChildren;
}

/** A button of a form. Only one primary button belongs on a page. */
export function Button({ variant = 'primary', type = 'submit', disabled, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={variantClass(variant)}
      disabled={disabled}
      aria-disabled={disabled ? 'true' : undefined}
    >
      {children}
    </button>
  );
}

export interface ButtonLinkProps {
  href: string;
  variant?: ButtonVariant;
  /** The first button of a journey: larger, with an arrow. */
  start?: boolean;
  id?: string;
  children: ComponentChildren;
}

/** A link that looks like a button, for going somewhere without changing anything. */
export function ButtonLink({ href, variant = 'primary', start, id, children }: ButtonLinkProps) {
  const kind = variantClass(variant);
  return (
    // biome-ignore lint/a11y/useSemanticElements: it goes somewhere, so it is a link; it is spoken as it looks
    <a href={href} role="button" draggable={false} class={start ? `${kind} govuk-button--start` : kind} id={id}>
      {children}
      {start && (
        <svg
          class="govuk-button__start-icon"
          xmlns="http://www.w3.org/2000/svg"
          width="17.5"
          height="19"
          viewBox="0 0 33 40"
          aria-hidden="true"
          focusable="false"
        >
          <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
        </svg>
      )}
    </a>
  );
}

/** Buttons and links that belong together. */
export function ButtonGroup({ children }: { children: ComponentChildren }) {
  return <div class="govuk-button-group">{children}</div>;
}

export interface FormProps {
  action: string;
  method?: 'get' | 'post';
  /** The form carries files. */
  upload?: boolean;
  id?: string;
  children: ComponentChildren;
}

/** A form whose answers the server checks: the browser's own bubbles cannot be styled, translated or read back. */
export function Form({ action, method = 'post', upload, id, children }: FormProps) {
  return (
    <form action={action} method={method} enctype={upload ? 'multipart/form-data' : undefined} id={id} noValidate>
      {children}
    </form>
  );
}
