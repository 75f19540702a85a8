/** By which spreadsheets know that a file is UTF-8. It comes first. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A line of a CSV file (RFC 4180), in which no spreadsheet finds a formula, whoever wrote its cells. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`;

/** Lines as a whole CSV file for spreadsheets. */
export const csvText = (rows: readonly (readonly string[])[]): string => BYTE_ORDER_MARK + rows.map(csvRow).join('');

/** What a spreadsheet may take for a formula, also in full width; and a plain number, which may begin like one. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

function cellOf(cell: string): string {
  const text = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
