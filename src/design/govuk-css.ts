/** A rule or an at-rule of a stylesheet; nested at-rules have rules inside. */
type Node = { head: string; body: string } | { head: string; rules: Node[] };

/** govuk-frontend's blocks that our components use; rules for others are dropped. */
const usedBlocks = new Set([
  'back-link',
  'body',
  'body-l',
  'body-s',
  'button',
  'button-group',
  'button__start-icon',
  'caption-l',
  'caption-m',
  'caption-xl',
  'checkboxes',
  'clearfix',
  'date-input',
  'details',
  'error-message',
  'error-summary',
  'fieldset',
  'file-upload',
  'form-group',
  'heading-l',
  'heading-m',
  'heading-s',
  'heading-xl',
  'hint',
  'input',
  'inset-text',
  'label',
  'label-wrapper',
  'link',
  'list',
  'notification-banner',
  'pagination',
  'panel',
  'radios',
  'section-break',
  'select',
  'skip-link',
  'summary-card',
  'summary-list',
  'table',
  'tag',
  'task-list',
  'template',
  'textarea',
  'visually-hidden',
  'visually-hidden-focusable',
  'warning-text',
]);

/** Every literal colour of govuk-frontend 6 and the token that takes its place. */
const colours: Record<string, string> = {
  '#0b0c0c': 'ink',
  '#fff': 'surface',
  '#f3f3f3': 'sunken',
  '#cecece': 'line',
  '#858686': 'edge',
  '#000': 'ink',
  '#0f7a52': 'primary',
  '#0b5c3e': 'primary-strong',
  '#083d29': 'success-ink',
  '#cfe4dc': 'success-soft',
  '#ca3535': 'error',
  '#982828': 'error-strong',
  '#651b1b': 'danger-ink',
  '#f4d7d7': 'danger-soft',
  '#1d70b8': 'primary',
  '#0f385c': 'info-ink',
  '#d2e2f1': 'info-soft',
  '#f4f8fb': 'surface',
  '#2a1950': 'notice-ink',
  '#ddd6ec': 'notice-soft',
  '#7a3c1c': 'warning-ink',
  '#fde4d7': 'warning-soft',
  '#ffee80': 'warning-soft',
  '#0b4144': 'info-ink',
  '#d0e6e7': 'info-soft',
  '#651b3e': 'notice-ink',
  '#f4d7e5': 'notice-soft',
};

/** govuk-frontend's own custom properties and what they become. */
const properties: Record<string, string> = {
  'print-text-colour': 'ink',
  'focus-colour': 'focus',
  'focus-text-colour': 'focus-ink',
  'link-colour': 'link',
  'link-visited-colour': 'visited',
  'link-hover-colour': 'link-hover',
  'link-active-colour': 'ink',
  'secondary-text-colour': 'ink-soft',
  'text-colour': 'ink',
  'inverse-text-colour': 'on-fill',
  'border-colour': 'line',
  'error-colour': 'error',
  'template-background-colour': 'paper',
  'body-background-colour': 'paper',
  'brand-colour': 'primary',
  'input-border-colour': 'edge',
  'hover-colour': 'line',
  'surface-text-colour': 'ink',
  'surface-background-colour': 'surface',
  'surface-border-colour': 'line',
  'success-colour': 'success',
};

/** Its type scale by size at each breakpoint, and the step of ours. */
const sizes: Record<string, string> = {
  '3rem': 'xl',
  '2rem': 'xl',
  '32pt': 'xl',
  '2.25rem': 'l',
  '1.6875rem': 'l',
  '24pt': 'l',
  '1.5rem': 'm',
  '1.3125rem': 'm',
  '18pt': 'm',
  '1.1875rem': 'body',
  '14pt': 'body',
  '1rem': 'small',
};

/** Splits a stylesheet at its outermost braces. Strings and comments with braces do not occur in the minified file. */
function parse(css: string): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf('{', at);
    if (open < 0) break;
    let depth = 1;
    let end = open + 1;
    for (; depth > 0 && end < css.length; end++) depth += css[end] === '{' ? 1 : css[end] === '}' ? -1 : 0;
    const head = css.slice(at, open).trim();
    const body = css.slice(open + 1, end - 1);
    nodes.push(/^@(media|supports)/.test(head) ? { head, rules: parse(body) } : { head, body });
    at = end;
  }
  return nodes;
}

const isUsed = (selector: string): boolean =>
  [...selector.matchAll(/\.govuk-([a-z]+(?:-[a-z]+)*)/g)].every(([, block]) => usedBlocks.has(block as string)) &&
  !/\.govuk-\\!/.test(selector);

/** Drops unused selectors, the licensed font, what is meant for other scripts and for browsers long gone. */
function keep(node: Node): Node[] {
  if (/^@(font-face|-moz-document)|-ms-high-contrast:none|screen\\0/.test(node.head)) return [];
  if ('rules' in node) {
    const rules = node.rules.flatMap(keep);
    return rules.length > 0 ? [{ head: node.head, rules }] : [];
  }
  const selectors = node.head.split(/,(?![^(]*\))/).filter(isUsed);
  return selectors.length > 0 && selectors[0] !== ':root' ? [{ head: selectors.join(','), body: node.body }] : [];
}

const print = (node: Node): string =>
  'rules' in node ? `${node.head}{${node.rules.map(print).join('')}}` : `${node.head}{${node.body}}\n`;

function retoken(css: string): string {
  return (
    css
      // Panels invert their text; ours keep ink on a tint.
      .replace(/--govuk-text-colour:(?:var\([^)]*\)|#fff|inherit);?/g, '')
      .replace(/var\(--govuk-([a-z-]+),#[0-9a-f]+\)/g, (whole, name) =>
        properties[name] ? `var(--md-${properties[name]})` : whole,
      )
      .replace(/([:, ])(#[0-9a-f]{3,6})\b/g, (whole, before, hex) =>
        colours[hex] ? `${before}var(--md-${colours[hex]})` : whole,
      )
      .replace(/font-family:GDS Transport,arial,sans-serif/g, 'font-family:var(--md-font)')
      .replace(/font-family:sans-serif/g, 'font-family:var(--md-font)')
      .replace(/font-size:([\d.]+(?:rem|pt));line-height:[\d.]+(?:px)?/g, (whole, size) => {
        const step = sizes[size];
        return step ? `font-size:var(--md-size-${step});line-height:var(--md-leading-${step})` : whole;
      })
  );
}

/**
 * govuk-frontend's stylesheet under our tokens: its shapes and states without its colours, font, sizes and crest.
 * @param css the package's `govuk-frontend.min.css`.
 */
export function adoptGovukCss(css: string): string {
  const plain = css.replace(/@charset "UTF-8";/, '').replace(/\/\*[\s\S]*?\*\//g, '');
  return retoken(parse(plain).flatMap(keep).map(print).join(''));
}
