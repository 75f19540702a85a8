import { Readable } from 'node:stream';
import { openPdf } from '../../design/index.ts';
import { AppError, type Text } from '../../kernel/index.ts';
import type { Programme } from '../../pack/index.ts';
import { noteKey, noteSecret, type PrintRun, type Range, seriesOf, sizeOf } from '../../programmes/index.ts';
import type { Site } from '../site.ts';
import { drawSheets, sheetsTitle } from './sheet.ts';

/**
 * Sheets of a range of sets as a PDF to save, drawn while it is sent.
 * @throws AppError `unavailable` where the key of the run is not on this machine.
 */
export async function sheetsFile(site: Site, programme: Programme, run: PrintRun, range: Range): Promise<Response> {
  const { gov } = site;
  const { first, last } = range;
  const secret = await noteSecret(gov.config, run.signingKey);
  if (!secret) throw new AppError('unavailable', NO_KEY);
  const { prefix } = (await seriesOf(gov.db, programme.id))!;
  const making = { gov, programme, run, prefix, key: noteKey(secret, programme.id), origin: site.origin() };
  const { locale } = gov.pack;
  const pdf = await openPdf({
    ...{ title: sheetsTitle(making, locale, first, last), locale, at: gov.clock.now(), untagged: true },
  });
  const sets = Array.from({ length: sizeOf(range) }, (_, nth) => first + nth);
  // Where it fails half way, the file ends before its table of contents, and no reader opens it.
  drawSheets(pdf, making, sets).then(
    () => pdf.end(),
    (error: Error) => pdf.stream.destroy(error),
  );
  return new Response(Readable.toWeb(pdf.stream) as ReadableStream, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${programme.id}-${first}-${last}.pdf"`,
    },
  });
}

const NO_KEY: Text = {
  ko: '이 인쇄 건의 서명 키가 이 서버에 없어요. 운영 담당자에게 알려 주세요.',
  'zh-Hant': '此伺服器沒有這批印製的簽章金鑰，請通知系統管理人員。',
  en: 'The key of this print run is not on this machine. Tell whoever runs the system.',
};
