import type { ComponentChildren } from 'preact';

type Kind = 'primary' | 'secondary' | 'warning';

const classOf = (kind: Kind): string => (kind === 'primary' ? 'govuk-button' : `govuk-button govuk-button--${kind}`);

/** A button. It sends its form unless it is told what to do. */
export function Button(props: {
  children: ComponentChildren;
  onClick?: () => void;
  kind?: Kind;
  disabled?: boolean;
  type?: 'submit' | 'button';
}) {
  const { children, onClick, kind = 'primary', disabled, type = onClick ? 'button' : 'submit' } = props;
  return (
    <button class={classOf(kind)} type={type} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function LinkButton({
  href,
  kind = 'primary',
  children,
}: {
  href: string;
  kind?: Kind;
  children: ComponentChildren;
}) {
  return (
    <a class={classOf(kind)} href={href} draggable={false}>
      {children}
    </a>
  );
}
