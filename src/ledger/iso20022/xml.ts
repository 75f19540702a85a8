/** The first line of a document. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

/** An element with what it contains, which is XML already; empty without any of it. */
export function element(name: string, ...children: readonly (string | undefined)[]): string {
  const content = children.filter((child) => child !== undefined).join('');
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

/** An element with a text, which is made fit for XML and cut to `most` characters; empty without one. */
export function textElement(name: string, text: string, most: number): string {
  return element(name, escaped(plainText(text, most)));
}

// Breaks of any kind; what no XML may contain (XML 1.0, section 2.2); marks that turn the direction of what follows.
const BREAKS = /[\p{Cc}\p{Z}]+/gu;
const UNFIT = /[\p{Cs}\uFFFE\uFFFF\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text on one line, in composed characters (NFC), without what a bank's system or a reader's eye would stumble on. */
export function plainText(text: string, most: number): string {
  const line = text.replace(UNFIT, '').normalize('NFC').replace(BREAKS, ' ').trim();
  return [...line].slice(0, most).join('').trim();
}
