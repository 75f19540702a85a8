import { element, shortId, textElement } from '../iso20022/index.ts';
import type { Debtor, PayoutFile } from './model.ts';

/** How payers of tests pay. */
export const PAYERS: Record<string, Debtor> = {
  treasury: { name: 'Treasury & <Sons>', bankAccount: 'GB82WEST12345698765432', bank: { bic: 'WESTGB22' } },
  market: { name: '전통시장 진흥원', bankAccount: '004-12345', bank: { member: '004', system: 'KRBOK' } },
};

/** What a bank says of a payment, by its end-to-end id. */
export interface Said {
  id: string;
  status?: string;
  reasons?: readonly string[];
  amount?: { value: string; currency: string };
}

/** A bank's report: of the file as a whole, of a batch, of payments. */
export interface Reported {
  file: Pick<PayoutFile, 'id'>;
  whole?: string;
  reasons?: readonly string[];
  payments?: number;
  controlSum?: string;
  batch?: { nth: number; status: string };
  answers?: readonly Said[];
}

/** A payment status report as a bank writes it: ISO 20022 `pain.002.001.10`. */
export function statusReport(reported: Reported): string {
  const { file, whole = '', reasons = [], payments, controlSum = '', batch, answers = [] } = reported;
  const group = element(
    'OrgnlGrpInfAndSts',
    element('OrgnlMsgId', shortId(file.id)),
    element('OrgnlMsgNmId', 'pain.001.001.09'),
    payments === undefined ? '' : element('OrgnlNbOfTxs', String(payments)),
    element('OrgnlCtrlSum', controlSum),
    element('GrpSts', whole),
    reasonElements(reasons),
  );
  const batches =
    batch || answers.length > 0
      ? element(
          'OrgnlPmtInfAndSts',
          element('OrgnlPmtInfId', batch ? `${shortId(file.id)}-${batch.nth}` : 'NOTPROVIDED'),
          element('PmtInfSts', batch?.status),
          answers.map(answerElement).join(''),
        )
      : '';
  const header = '<GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-03-03T09:00:00Z</CreDtTm></GrpHdr>';
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">
<CstmrPmtStsRpt>${header}${group}${batches}</CstmrPmtStsRpt></Document>`;
}

function answerElement({ id, status, reasons = [], amount }: Said): string {
  const asked = amount ? `<InstdAmt Ccy="${amount.currency}">${amount.value}</InstdAmt>` : '';
  return element(
    'TxInfAndSts',
    element('OrgnlEndToEndId', id.length === 36 ? shortId(id) : id),
    element('TxSts', status),
    reasonElements(reasons),
    element('OrgnlTxRef', element('Amt', asked)),
  );
}

const reasonElements = (reasons: readonly string[]) =>
  reasons
    .map((reason) => {
      const [code, ...words] = reason.split(' ');
      return element('StsRsnInf', element('Rsn', element('Cd', code)), textElement('AddtlInf', words.join(' '), 105));
    })
    .join('');
