import type { ComponentChildren } from 'preact';

/** Something beside the matter of a view; what went wrong is said at once to those who hear the page. */
export function Notice(props: { kind: 'info' | 'success' | 'problem'; title?: string; children?: ComponentChildren }) {
  const { kind, title, children } = props;
  if (kind === 'info') return <div class="govuk-inset-text">{children}</div>;
  return (
    <div class={kind === 'problem' ? 'govuk-error-summary' : 'md-wallet-done'} role="alert">
      {title && <h2 class="govuk-error-summary__title">{title}</h2>}
      <div class="govuk-body md-wallet-notice">{children}</div>
    </div>
  );
}
