import { readFileSync } from 'node:fs';

const bytes = new Uint8Array(readFileSync(new URL('./portrait.jpg', import.meta.url)));

/** The drawn image that stands for a photograph, the same for everybody: JPEG, as ISO/IEC 18013-5 (7.2.1) wants a portrait. */
export const PICTURE = {
  bytes,
  /** As a claim in JSON has it (RFC 2397). */
  dataUri: `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`,
} as const;
