/** A piece of HTML: a start tag with its attributes, an end tag, or text. */
export type Token =
  | { kind: 'open'; tag: string; attributes: Record<string, string> }
  | { kind: 'close'; tag: string }
  | { kind: 'text'; text: string };

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&ctdot;': '⋯',
  '&nbsp;': ' ',
};

const decode = (text: string): string => text.replace(/&[a-z#0-9]+;/g, (entity) => entities[entity] ?? entity);

function attributesOf(source: string): Record<string, string> {
  const found = source.matchAll(/([^\s=/"]+)(?:="([^"]*)")?/g);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, decode(value)]));
}

/** Elements without content; svg shapes are here because some write them closed and some do not. */
const empty = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'path', 'circle', 'rect']);

/** Splits HTML that a renderer wrote (no comments, no scripts, double quotes) into tokens; text is collapsed. */
export function tokens(html: string): Token[] {
  const found: Token[] = [];
  for (const [, close, tag, attributes, text] of html.matchAll(/<(\/)?([a-zA-Z0-9-]+)((?:"[^"]*"|[^">])*)>|([^<]+)/g)) {
    if (text !== undefined) {
      const collapsed = decode(text).replace(/\s+/g, ' ').trim();
      if (collapsed) found.push({ kind: 'text', text: collapsed });
    } else if (tag !== undefined && close && !empty.has(tag)) found.push({ kind: 'close', tag });
    else if (tag !== undefined && !close) found.push({ kind: 'open', tag, attributes: attributesOf(attributes ?? '') });
  }
  return found;
}

/** govuk-frontend marks elements for its scripts, which we do not ship. */
const forScripts = new Set(['data-module', 'data-aria-controls', 'data-behaviour']);

/** HTML as comparable lines: attributes sorted, class names sorted, white space and hooks for scripts left out. */
export function normalise(html: string): string {
  return tokens(html)
    .map((token) => {
      if (token.kind === 'text') return token.text;
      if (token.kind === 'close') return `</${token.tag}>`;
      const attributes = Object.entries(token.attributes)
        .filter(([name]) => !forScripts.has(name))
        .map(([name, value]) => `${name}="${name === 'class' ? value.split(/\s+/).sort().join(' ') : value}"`)
        .sort();
      return `<${[token.tag, ...attributes].join(' ')}>`;
    })
    .join('\n');
}
