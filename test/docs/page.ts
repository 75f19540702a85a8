import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/** The path of a file of the repository, given from its root. */
export const pathOf = (path: string): string => fileURLToPath(new URL(path, ROOT));

/** The text of a file of the repository. */
export const textOf = (path: string): string => readFileSync(pathOf(path), 'utf8');

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The page up to it. */
  readonly before: string;
}

/** A table of a page, its cells as they are written. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The fenced blocks of a page, in order. */
export const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ 1: language = '', 2: text = '', index }) => ({
    language,
    text,
    before: page.slice(0, index),
  }));

const TABLE = /^\|.*\|\n\|(?:-+\|)+\n(?:\|.*\|\n)*/gm;

/** The tables of a page, in order. */
export function tablesOf(page: string): Table[] {
  return [...page.matchAll(TABLE)].map(([text]) => {
    const [header, , ...rows] = text.trimEnd().split('\n').map(cellsOf);
    return { header: header!, rows };
  });
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

/** What stands in backticks, or the cell itself. */
export const codeIn = (cell: string): string => /^`(.*)`$/.exec(cell)?.[1] ?? cell;

/** The part of a page under a heading, up to the next one that is as high. */
export function sectionOf(page: string, title: string): string {
  const headings = [...withoutBlocks(page).matchAll(/^(#+) (.*)$/gm)];
  const at = headings.findIndex(([, , text]) => text === title);
  if (at < 0) throw new Error(`There is no section "${title}".`);
  const next = headings.slice(at + 1).find(([, marks]) => marks!.length <= headings[at]![1]!.length);
  return page.slice(headings[at]!.index, next?.index);
}

/** The page with blanks for its fenced blocks, in which a # begins no heading. */
const withoutBlocks = (page: string): string =>
  page.replace(/^```\w*\n[\s\S]*?^```$/gm, (block) => block.replace(/[^\n]/g, ' '));

/** What stands between the two marks around the tables of functions. */
export const FUNCTIONS_PART =
  /(?<=<!-- functions: written by test\/docs\/write-functions\.ts -->\n\n)[\s\S]*?(?=\n\n<!-- end of functions -->)/;
