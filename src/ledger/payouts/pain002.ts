import { SaxesParser } from 'saxes';
import { AppError } from '../../kernel/index.ts';
import { refusePayout } from './refusals.ts';

/** What a bank says of a payment, a batch or a whole file: a code of ISO 20022, and why. */
export interface BankStatus {
  /** `ExternalPaymentTransactionStatus1Code`, or of a group `ExternalPaymentGroupStatus1Code`; none if it says nothing. */
  status?: string;
  /** Codes such as `AC04`, and what the bank adds in words. */
  reasons: string[];
}

/** What a bank says of one payment. */
export interface PaymentAnswer extends BankStatus {
  endToEndId: string;
  /** The amount that the bank was asked for, where it repeats it: decimal, with its currency. */
  amount?: { value: string; currency: string };
}

/** What a bank says of one batch. */
export interface BatchAnswer extends BankStatus {
  batch: string;
  payments?: string;
  controlSum?: string;
  answers: PaymentAnswer[];
}

/** A payment status report. */
export interface PaymentStatus extends BankStatus {
  /** The report's own id. */
  message: string;
  /** The id of the message that it answers, and of which kind that was. */
  original: string;
  originalKind: string;
  payments?: string;
  controlSum?: string;
  batches: BatchAnswer[];
}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10';

/** A report that exceeds one of these is none of ours. */
const MOST = { depth: 24, text: 1_000, answers: 200_000, reasons: 20 };

/** The report so far; the last batch and its last answer are those that are being read. */
type Draft = Omit<PaymentStatus, 'message' | 'original' | 'originalKind'> &
  Partial<Pick<PaymentStatus, 'message' | 'original' | 'originalKind'>> & { count: number };

const batchOf = (draft: Draft) => draft.batches.at(-1)!;
const answerOf = (draft: Draft) => batchOf(draft).answers.at(-1)!;

/** What begins with an element, by its path in `CstmrPmtStsRpt`. */
const BEGINS: Record<string, (draft: Draft) => void> = {
  OrgnlPmtInfAndSts: (draft) => {
    draft.batches.push({ batch: '', reasons: [], answers: [] });
  },
  'OrgnlPmtInfAndSts/TxInfAndSts': (draft) => {
    draft.count += 1;
    if (draft.count > MOST.answers) throw refusePayout('not-a-status', 'too many answers');
    batchOf(draft).answers.push({ endToEndId: '', reasons: [] });
  },
};

type Say = (draft: Draft, text: string, currency: string) => void;

/** What an element says that has only text, by its path in `CstmrPmtStsRpt`. Other elements are passed over. */
const SAYS: Record<string, Say> = {
  'GrpHdr/MsgId': (draft, text) => {
    draft.message = text;
  },
  'OrgnlGrpInfAndSts/OrgnlMsgId': (draft, text) => {
    draft.original = text;
  },
  'OrgnlGrpInfAndSts/OrgnlMsgNmId': (draft, text) => {
    draft.originalKind = text;
  },
  'OrgnlGrpInfAndSts/OrgnlNbOfTxs': (draft, text) => {
    draft.payments = text;
  },
  'OrgnlGrpInfAndSts/OrgnlCtrlSum': (draft, text) => {
    draft.controlSum = text;
  },
  ...statusOf('OrgnlGrpInfAndSts', 'GrpSts', (draft) => draft),
  'OrgnlPmtInfAndSts/OrgnlPmtInfId': (draft, text) => {
    batchOf(draft).batch = text;
  },
  'OrgnlPmtInfAndSts/OrgnlNbOfTxs': (draft, text) => {
    batchOf(draft).payments = text;
  },
  'OrgnlPmtInfAndSts/OrgnlCtrlSum': (draft, text) => {
    batchOf(draft).controlSum = text;
  },
  ...statusOf('OrgnlPmtInfAndSts', 'PmtInfSts', batchOf),
  'OrgnlPmtInfAndSts/TxInfAndSts/OrgnlEndToEndId': (draft, text) => {
    answerOf(draft).endToEndId = text;
  },
  'OrgnlPmtInfAndSts/TxInfAndSts/OrgnlTxRef/Amt/InstdAmt': (draft, value, currency) => {
    answerOf(draft).amount = { value, currency };
  },
  ...statusOf('OrgnlPmtInfAndSts/TxInfAndSts', 'TxSts', answerOf),
};

/** The status of a part and its reasons (`StatusReasonInformation12`). */
function statusOf(path: string, name: string, partOf: (draft: Draft) => BankStatus): Record<string, Say> {
  const reason: Say = (draft, text) => {
    const { reasons } = partOf(draft);
    if (reasons.length < MOST.reasons && text !== '') reasons.push(text);
  };
  return {
    [`${path}/${name}`]: (draft, text) => {
      partOf(draft).status = text;
    },
    [`${path}/StsRsnInf/Rsn/Cd`]: reason,
    [`${path}/StsRsnInf/Rsn/Prtry`]: reason,
    [`${path}/StsRsnInf/AddtlInf`]: reason,
  };
}

/**
 * Reads a bank's answer: ISO 20022 `pain.002.001.10` (CustomerPaymentStatusReportV10), whole or in pieces. It has to be
 * well-formed XML in that namespace; what we do not need of it is passed over. A document type declaration is refused,
 * so that nothing in it can be expanded or fetched.
 * @throws AppError `invalid` for anything else.
 */
export async function readPaymentStatus(xml: string | AsyncIterable<string>): Promise<PaymentStatus> {
  const draft: Draft = { reasons: [], batches: [], count: 0 };
  const parser = parserInto(draft);
  try {
    for await (const piece of typeof xml === 'string' ? [xml] : xml) parser.write(piece);
    parser.close();
  } catch (error) {
    throw error instanceof AppError ? error : refusePayout('not-a-status', error);
  }
  const { count: _, message, original, originalKind, ...rest } = draft;
  if (!message || !original || !originalKind) throw refusePayout('not-a-status', 'it does not say what it answers');
  return { message, original, originalKind, ...rest };
}

const ROOT = ['Document', 'CstmrPmtStsRpt'];

function parserInto(draft: Draft): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({ xmlns: true });
  const path: string[] = [];
  let text = '';
  let currency = '';
  const place = () => path.slice(ROOT.length).join('/');
  parser.on('doctype', () => {
    throw refusePayout('not-a-status', 'a document type declaration');
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (path.length < ROOT.length && (local !== ROOT[path.length] || uri !== NAMESPACE)) {
      throw refusePayout('not-a-status', `${uri} ${local}`);
    }
    path.push(uri === NAMESPACE ? local : '?');
    if (path.length > MOST.depth) throw refusePayout('not-a-status', 'too deep');
    [text, currency] = ['', attributes.Ccy?.value ?? ''];
    if (path.length > ROOT.length) BEGINS[place()]?.(draft);
  });
  const add = (more: string) => {
    text += more;
    if (text.length > MOST.text) throw refusePayout('not-a-status', 'too long a text');
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    SAYS[place()]?.(draft, text.trim(), currency);
    path.pop();
    text = '';
  });
  return parser;
}
