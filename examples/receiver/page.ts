import type { Text } from './words.ts';

/** Text as it may stand in HTML. */
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const STYLE = `
  :root { color-scheme: light dark; --ink: light-dark(#1c2024, #eceef0); --line: light-dark(#c9ced6, #4a515b); }
  body { margin: 0; color: var(--ink); background: light-dark(#fff, #17191c); font: 17px/1.6 -apple-system, "Segoe UI", Roboto, "PingFang TC", "Apple SD Gothic Neo", Arial, sans-serif; word-break: keep-all; overflow-wrap: anywhere; }
  header { background: var(--brand); color: #fff; }
  header p { margin: 0; padding: 14px 20px; max-width: 640px; margin-inline: auto; font-weight: 700; }
  main { max-width: 640px; margin: 0 auto; padding: 24px 20px 64px; }
  h1 { font-size: 28px; line-height: 1.3; margin: 8px 0 16px; }
  button { font: inherit; font-weight: 700; min-height: 48px; padding: 0 24px; border: 0; border-radius: 8px; background: var(--brand); color: #fff; cursor: pointer; }
  button:focus-visible, a:focus-visible { outline: 3px solid light-dark(#1a6fd6, #8ab8f5); outline-offset: 2px; }
  dl { margin: 24px 0; border-top: 1px solid var(--line); }
  dl > div { display: grid; grid-template-columns: minmax(120px, 2fr) 3fr; gap: 12px; padding: 10px 0; border-bottom: 1px solid var(--line); }
  dt { font-weight: 700; } dd { margin: 0; }
  .note { padding: 12px 16px; border-left: 5px solid var(--brand); background: light-dark(#f2f4f7, #22262b); }
  nav a { margin-right: 16px; color: inherit; }`;

/** A page of a receiver. Everything in it but `main` is text; `main` is made by the parts below. */
export function page(lang: string, brand: { name: string; colour: string }, title: string, main: string): string {
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – ${escaped(brand.name)}</title><style>:root { --brand: ${brand.colour} } ${STYLE}</style>
<header><p>${escaped(brand.name)}</p></header><main><h1>${escaped(title)}</h1>${main}
<nav aria-label="Language"><a href="/?lang=ko" lang="ko" hreflang="ko">한국어</a><a href="/?lang=zh-Hant" lang="zh-Hant-TW" hreflang="zh-Hant-TW">繁體中文</a><a href="/?lang=en" lang="en" hreflang="en">English</a></nav></main></html>`;
}

/** A paragraph. */
export const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;

/** A paragraph that stands out. */
export const note = (text: string): string => `<p class="note">${escaped(text)}</p>`;

/** A button that does something. */
export const button = (action: string, text: string): string =>
  `<form method="post" action="${action}"><button>${escaped(text)}</button></form>`;

/** Names with values, in one language. */
export function list(rows: readonly (readonly [Text, string])[], lang: keyof Text): string {
  const shown = rows.map(([name, value]) => `<div><dt>${escaped(name[lang])}</dt><dd>${escaped(value)}</dd></div>`);
  return `<dl>${shown.join('')}</dl>`;
}
