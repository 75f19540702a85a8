import { type Db, uuidOf } from '../../kernel/index.ts';
import {
  accountIdentification,
  amountElement,
  creditOrDebit,
  dateTime,
  decimalText,
  element,
  shortId,
  textElement,
  XML_DECLARATION,
} from '../iso20022/index.ts';
import type { Money } from '../model.ts';
import { endToEndIdOf } from '../payouts/model.ts';
import { type AccountStatement, type BookedLine, type EntryTotals, statementLines } from './statement.ts';

/** How a statement is written for accounting programs. */
export interface Camt053Options {
  /** Decimals of the currency, as the pack states them. */
  decimals: number;
  /** When the document is made. */
  at: Date;
  /** Whose account it is, and who keeps it, as they are called. */
  owner?: string;
  servicer?: string;
  /** How the other party is named; nothing of it is said where this is empty. Without, its account is. */
  counterpartyOf?: (line: BookedLine) => string;
}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08';

/**
 * A statement as a bank's: ISO 20022 `camt.053.001.08` (BankToCustomerStatementV08), in pieces. The statement's id comes
 * of the account and the period: written anew it is the same statement.
 * @throws as `statementLines`.
 */
export async function* camt053(db: Db, statement: AccountStatement, options: Camt053Options): AsyncGenerator<string> {
  const { account, from, until, opening, closing } = statement;
  const currency = { code: statement.currency, decimals: options.decimals };
  const id = shortId(uuidOf('statement', account, from.toISOString(), until.toISOString()));
  yield `${XML_DECLARATION}<Document xmlns="${NAMESPACE}"><BkToCstmrStmt>\n`;
  yield `${element('GrpHdr', element('MsgId', id), dateTime('CreDtTm', options.at))}\n<Stmt>\n`;
  yield `${element('Id', id)}${dateTime('CreDtTm', options.at)}`;
  yield `${element('FrToDt', dateTime('FrDtTm', from), dateTime('ToDtTm', until))}\n`;
  yield `${accountElement(statement, options)}\n`;
  yield `${balanceElement('OPBD', opening, from, currency)}\n${balanceElement('CLBD', closing, until, currency)}\n`;
  yield `${totalsElement(statement, options.decimals)}\n`;
  for await (const line of statementLines(db, statement)) yield `${entryElement(line, currency, options)}\n`;
  yield '</Stmt>\n</BkToCstmrStmt></Document>\n';
}

type Currency = Parameters<typeof amountElement>[2];

/** `CashAccount39` */
function accountElement(
  { account, currency }: AccountStatement,
  { owner = '', servicer = '' }: Camt053Options,
): string {
  return element(
    'Acct',
    accountIdentification(shortId(account)),
    element('Ccy', currency),
    element('Ownr', textElement('Nm', owner, 140)),
    element('Svcr', element('FinInstnId', textElement('Nm', servicer, 140))),
  );
}

/** `CashBalance8`: OPBD as the period began, CLBD as it ended. */
function balanceElement(code: 'OPBD' | 'CLBD', balance: Money, at: Date, currency: Currency): string {
  const type = element('Tp', element('CdOrPrtry', element('Cd', code)));
  const when = element('Dt', dateTime('DtTm', at));
  return element('Bal', type, amountElement('Amt', balance, currency), creditOrDebit(balance), when);
}

/** `TotalTransactions6` */
function totalsElement({ credits, debits }: AccountStatement, decimals: number): string {
  const totals = (name: string, { count, sum }: EntryTotals) =>
    element(name, element('NbOfNtries', String(count)), element('Sum', decimalText(sum, decimals)));
  const all = { count: credits.count + debits.count, sum: credits.sum + debits.sum };
  return element(
    'TxsSummry',
    totals('TtlNtries', all),
    totals('TtlCdtNtries', credits),
    totals('TtlDbtNtries', debits),
  );
}

/** `ReportEntry10`: booked, as everything in the ledger is. */
function entryElement(line: BookedLine, currency: Currency, options: Camt053Options): string {
  const { transfer, at, amount, purpose, reverses } = line;
  return element(
    'Ntry',
    amountElement('Amt', amount, currency),
    creditOrDebit(amount),
    reverses === null ? undefined : element('RvslInd', 'true'),
    element('Sts', element('Cd', 'BOOK')),
    element('BookgDt', dateTime('DtTm', at)),
    element('ValDt', dateTime('DtTm', at)),
    element('AcctSvcrRef', shortId(transfer)),
    element('BkTxCd', element('Prtry', textElement('Cd', purpose, 35))),
    element('NtryDtls', detailsElement(line, currency, options)),
  );
}

/** `EntryTransaction10` */
function detailsElement(line: BookedLine, currency: Currency, { counterpartyOf }: Camt053Options): string {
  const { transfer, amount, counterparty, reference, client, key } = line;
  const endToEnd = endToEndIdOf({ client, key }) ?? 'NOTPROVIDED';
  const side = amount < 0 ? 'Cdtr' : 'Dbtr';
  const other = counterpartyOf
    ? element(side, element('Pty', textElement('Nm', counterpartyOf(line), 140)))
    : element(`${side}Acct`, accountIdentification(shortId(counterparty)));
  return element(
    'TxDtls',
    element('Refs', element('AcctSvcrRef', shortId(transfer)), element('EndToEndId', endToEnd)),
    amountElement('Amt', amount, currency),
    creditOrDebit(amount),
    element('RltdPties', other),
    element('RmtInf', textElement('Ustrd', reference ?? '', 140)),
  );
}
