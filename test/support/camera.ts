import { writeFile } from 'node:fs/promises';
import encodeQR from 'qr';

/** Points to a side of each module, and the picture that a camera sees, in points. */
const MODULE = 8;
const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 10;

/** Brightness of paper and ink as a camera has them (ITU-R BT.601, limited range), and of no colour. */
const WHITE = 235;
const BLACK = 16;
const GREY = 128;

/**
 * Writes a film (YUV4MPEG2, 4:2:0) in which a QR code is held before a camera, for Chromium's
 * `--use-file-for-fake-video-capture`. Without a text the film is of darkness.
 */
export async function writeFilm(path: string, text?: string): Promise<void> {
  const light = Buffer.alloc(WIDTH * HEIGHT, text === undefined ? BLACK : WHITE);
  const rows = text === undefined ? [] : encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const module = Math.min(MODULE, Math.floor(HEIGHT / Math.max(rows.length, 1)));
  const [left, top] = [WIDTH, HEIGHT].map((side) => Math.floor((side - rows.length * module) / 2)) as [number, number];
  for (const [y, row] of rows.entries())
    for (const [x, dark] of row.entries())
      if (dark)
        for (let line = 0; line < module; line++) {
          const start = (top + y * module + line) * WIDTH + left + x * module;
          light.fill(BLACK, start, start + module);
        }
  const frame = [Buffer.from('FRAME\n'), light, Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)];
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  await writeFile(path, Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame).flat()]));
}
