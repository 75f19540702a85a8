import type { Db } from '../../kernel/index.ts';
import {
  accountIdentification,
  amountElement,
  dateTime,
  decimalText,
  element,
  shortId,
  textElement,
  XML_DECLARATION,
} from '../iso20022/index.ts';
import { batchId, type Debtor, type Payout, type PayoutBatch, type PayoutFile } from './model.ts';
import { batchesOfFile, pagesOfBatch, payoutFileById } from './reads.ts';
import { refusePayout } from './refusals.ts';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/**
 * A payment file's text, in pieces: ISO 20022 `pain.001.001.09` (CustomerCreditTransferInitiationV09). It is written from
 * the rows and the same each time, down to the byte.
 * @throws AppError `not-found` for a file that was never made.
 */
export async function* payoutFileText(db: Db, file: string): AsyncGenerator<string> {
  const head = await payoutFileById(db, file);
  if (!head) throw refusePayout('unknown-file', file);
  const batches = await batchesOfFile(db, file);
  yield `${XML_DECLARATION}<Document xmlns="${NAMESPACE}"><CstmrCdtTrfInitn>\n${groupHeader(head, batches)}\n`;
  for (const batch of batches) {
    yield `<PmtInf>\n${batchHeader(head, batch)}\n`;
    for await (const payouts of pagesOfBatch(db, file, batch)) {
      yield payouts.map((payout) => `${creditTransfer(payout, batch)}\n`).join('');
    }
    yield '</PmtInf>\n';
  }
  yield '</CstmrCdtTrfInitn></Document>\n';
}

/** `GroupHeader85`. The control sum adds up all amounts, whatever their currency. */
function groupHeader({ id, madeAt, payments, initiator }: PayoutFile, batches: readonly PayoutBatch[]): string {
  return element(
    'GrpHdr',
    element('MsgId', shortId(id)),
    dateTime('CreDtTm', madeAt),
    element('NbOfTxs', String(payments)),
    element('CtrlSum', controlSum(batches)),
    element('InitgPty', textElement('Nm', initiator, 140)) || '<InitgPty/>',
  );
}

/** The sum of all amounts of a file, whatever their currency. */
export function controlSum(batches: readonly Pick<PayoutBatch, 'amount' | 'decimals'>[]): string {
  const most = Math.max(0, ...batches.map(({ decimals }) => decimals));
  const minor = batches.reduce(
    (sum, { amount, decimals }) => sum + BigInt(amount) * 10n ** BigInt(most - decimals),
    0n,
  );
  return decimalText(minor, most);
}

/** The beginning of a `PaymentInstruction30`. */
function batchHeader({ id, executeOn }: PayoutFile, { nth, payments, amount, decimals, debtor }: PayoutBatch): string {
  return [
    element('PmtInfId', batchId(id, nth)),
    element('PmtMtd', 'TRF'),
    element('NbOfTxs', String(payments)),
    element('CtrlSum', decimalText(amount, decimals)),
    element('ReqdExctnDt', element('Dt', executeOn)),
    element('Dbtr', textElement('Nm', debtor.name, 140)) || '<Dbtr/>',
    element('DbtrAcct', accountIdentification(debtor.bankAccount)),
    element('DbtrAgt', element('FinInstnId', bankElement(debtor))),
  ].join('');
}

/** Inside a `FinancialInstitutionIdentification18`. */
function bankElement({ bank }: Debtor): string {
  if (!bank) return element('Othr', element('Id', 'NOTPROVIDED'));
  if ('bic' in bank) return textElement('BICFI', bank.bic, 11);
  const system = element('ClrSysId', textElement('Cd', bank.system ?? '', 5));
  return element('ClrSysMmbId', system, textElement('MmbId', bank.member, 35));
}

/** `CreditTransferTransaction34` */
function creditTransfer({ id, amount, to, purpose, reference }: Payout, { currency, decimals }: PayoutBatch): string {
  return element(
    'CdtTrfTxInf',
    element('PmtId', element('InstrId', shortId(id)), element('EndToEndId', shortId(id))),
    element('Amt', amountElement('InstdAmt', amount, { code: currency, decimals })),
    element('Cdtr', textElement('Nm', to.name ?? 'NOTPROVIDED', 140)),
    element('CdtrAcct', accountIdentification(to.bankAccount)),
    element('RmtInf', textElement('Ustrd', reference ?? purpose, 140)),
  );
}
