/*
 * What writer and reader of a printed decision's QR code share: the one runs on the server, the other in browsers.
 */

/** The layout that `paper.ts` describes. Another begins with another number. */
export const PAPER_VERSION = 1;

/** The longest content that is read back, in bytes: a code cannot be made to fill the reader's memory. */
export const PAPER_CONTENT_LIMIT = 262_144;
