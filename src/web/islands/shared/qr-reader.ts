import decodeQR from 'qr/decode.js';

/** Reads the QR code in a picture; undefined where there is none. */
type Reader = (video: HTMLVideoElement) => Promise<string | undefined>;

/** The browser's own detector (Shape Detection API), which not every browser has. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** The longer side of the picture that is read, in points: more takes longer and finds no more at arm's length. */
const LONGEST_SIDE = 800;

/** What reads fastest here: the browser's own detector, else ours. */
export async function readerOf(): Promise<Reader> {
  const Native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const formats = await Native?.getSupportedFormats().catch((): string[] => []);
  if (!Native || !formats?.includes('qr_code')) return ownReader();
  const detector = new Native({ formats: ['qr_code'] });
  const own = ownReader();
  // It may be there and not work: on some phones its service is missing.
  return (video) =>
    detector.detect(video).then(
      ([found]) => found?.rawValue,
      () => own(video),
    );
}

function ownReader(): Reader {
  const canvas = new OffscreenCanvas(1, 1);
  const paint = canvas.getContext('2d', { willReadFrequently: true })!;
  return async (video) => {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight, 1));
    const [width, height] = [video.videoWidth, video.videoHeight].map((side) => Math.round(side * scale)) as [
      number,
      number,
    ];
    if (width < 1 || height < 1) return undefined;
    Object.assign(canvas, { width, height });
    paint.drawImage(video, 0, 0, width, height);
    try {
      return decodeQR(paint.getImageData(0, 0, width, height));
    } catch {
      return undefined;
    }
  };
}
