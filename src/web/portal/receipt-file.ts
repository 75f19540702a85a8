import type { ReceiptFile } from '../../log/index.ts';

/** A receipt for the reader to keep. @param name of the file, without its ending. */
export function receiptFile(name: string, receipt: ReceiptFile): Response {
  return new Response(JSON.stringify(receipt, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.receipt.json"`,
    },
  });
}
