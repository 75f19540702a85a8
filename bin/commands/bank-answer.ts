import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { SaxesParser } from 'saxes';
import { type Command, EXIT, parseWords, UsageError } from './command.ts';

/** Reasons that the simulated bank gives in turn (ISO 20022, ExternalStatusReason1Code). */
const REASONS = ['AC04', 'AC01', 'AC06', 'BE01', 'MS03'];

export const bankAnswerCommand: Command = {
  name: 'bank answer',
  usage: 'FILE [--reject N] [--out FILE]',
  summary: 'Play the bank in a demo: write what it would answer to a payment file (pain.001) as a pain.002',
  details: `FILE is what the treasury's officer downloads. Every payment is answered as paid, but for the first N, which are refused
for varying reasons. The answer goes to stdout, or to FILE of --out; upload it on the page of bank payments. No money moves
anywhere: this reads and writes files only.`,
  async run(words) {
    const { file, reject, out } = readWords(words);
    const order = await readOrder(file);
    const answer = answerTo(order, reject);
    if (out === undefined) process.stdout.write(answer);
    else await writeFile(out, answer);
    process.stderr.write(`${order.payments.length - reject} paid, ${reject} refused\n`);
    return EXIT.done;
  },
};

function readWords(words: string[]): { file: string; reject: number; out: string | undefined } {
  const options = { reject: { type: 'string', default: '0' }, out: { type: 'string' } } as const;
  const { values, positionals } = parseWords({ args: words, options, allowPositionals: true });
  const [file = '', ...more] = positionals;
  if (file === '' || more.length > 0) throw new UsageError('Name the payment file.');
  if (!/^\d{1,6}$/.test(values.reject)) throw new UsageError('--reject takes a number of payments.');
  return { file, reject: Number(values.reject), out: values.out };
}

/** What a bank keeps of a payment file to answer it. */
interface Order {
  message: string;
  payments: { batch: string; instruction: string; endToEnd: string }[];
}

/** What is kept, by the last two elements of its path (pain.001.001.09). */
const KEPT: Record<string, (order: Order, text: string) => void> = {
  'GrpHdr/MsgId': (order, text) => {
    order.message = text;
  },
  'PmtId/InstrId': ({ payments }, text) => {
    payments.at(-1)!.instruction = text;
  },
  'PmtId/EndToEndId': ({ payments }, text) => {
    payments.at(-1)!.endToEnd = text;
  },
};

async function readOrder(file: string): Promise<Order> {
  await access(file).catch(() => {
    throw new UsageError(`"${file}" cannot be read.`);
  });
  const order: Order = { message: '', payments: [] };
  const parser = new SaxesParser();
  const path: string[] = [];
  let [text, batch] = ['', ''];
  parser.on('opentag', ({ name }) => {
    path.push(name);
    text = '';
    if (name === 'CdtTrfTxInf') order.payments.push({ batch, instruction: '', endToEnd: '' });
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', () => {
    const place = path.slice(-2).join('/');
    if (place === 'PmtInf/PmtInfId') batch = text;
    KEPT[place]?.(order, text);
    path.pop();
    text = '';
  });
  try {
    for await (const piece of createReadStream(file, 'utf8')) parser.write(piece);
    parser.close();
  } catch (error) {
    throw new UsageError(`"${file}" is no payment file: ${(error as Error).message}`);
  }
  const ids = [order.message, ...order.payments.flatMap((one) => Object.values(one))];
  if (order.payments.length === 0 || !ids.every((id) => /^[\w-]{1,35}$/.test(id)))
    throw new UsageError(`"${file}" is no payment file (pain.001) of Madang.`);
  return order;
}

/** A customer payment status report: ISO 20022 `pain.002.001.10`. */
function answerTo({ message, payments }: Order, reject: number): string {
  const whole = reject === 0 ? 'ACSC' : reject >= payments.length ? 'RJCT' : 'PART';
  const status = (nth: number) =>
    nth < reject
      ? `<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>${REASONS[nth % REASONS.length]}</Cd></Rsn></StsRsnInf>`
      : '<TxSts>ACSC</TxSts>';
  const answers = payments.map((payment, nth) => ({ ...payment, status: status(nth) }));
  const batches = [...Map.groupBy(answers, ({ batch }) => batch)].map(
    ([batch, own]) => `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${batch}</OrgnlPmtInfId>
${own.map((one) => `<TxInfAndSts><OrgnlInstrId>${one.instruction}</OrgnlInstrId><OrgnlEndToEndId>${one.endToEnd}</OrgnlEndToEndId>${one.status}</TxInfAndSts>\n`).join('')}</OrgnlPmtInfAndSts>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>${randomUUID().replaceAll('-', '')}</MsgId><CreDtTm>${new Date().toISOString()}</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><OrgnlNbOfTxs>${payments.length}</OrgnlNbOfTxs><GrpSts>${whole}</GrpSts></OrgnlGrpInfAndSts>
${batches.join('')}</CstmrPmtStsRpt></Document>
`;
}
