import { writeFileSync } from 'node:fs';
import { functionTables } from './function-table.ts';
import { FUNCTIONS_PART, pathOf, textOf } from './page.ts';

/** Writes the tables of functions into the page: `node --import tsx test/docs/write-functions.ts`. */
const PAGE = 'docs/rules.md';
writeFileSync(
  pathOf(PAGE),
  textOf(PAGE).replace(FUNCTIONS_PART, () => functionTables()),
);
