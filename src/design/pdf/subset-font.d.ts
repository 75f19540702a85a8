declare module 'subset-font' {
  /** A part of a font, at fixed places of its axes (OpenType 1.9, fvar). @param text the characters that it keeps. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: 'truetype'; variationAxes: Readonly<Record<string, number>> },
  ): Promise<Uint8Array>;
}
