export { type Camt053Options, camt053 } from './camt053.ts';
export { type CsvOptions, statementCsv } from './csv.ts';
export {
  type AccountStatement,
  accountStatement,
  type BookedLine,
  type EntryTotals,
  type StatementPeriod,
  statementLines,
  statementPage,
} from './statement.ts';
