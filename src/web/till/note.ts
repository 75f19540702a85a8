/** A paper note as its QR code says. Whether it is true is found out when it is taken in. */
export interface PrintedNote {
  programme: string;
  serial: string;
  /** Minor units. */
  value: number;
}

/** The note whose QR code was scanned; undefined for anything else. */
export function readNote(text: string): PrintedNote | undefined {
  if (!URL.canParse(text)) return undefined;
  const { pathname, searchParams } = new URL(text);
  const [, programme, serial] = /^\/notes\/([a-z0-9-]{1,60})\/([\w-]{1,40})$/.exec(pathname) ?? [];
  const value = Number(searchParams.get('v'));
  return programme && serial && Number.isSafeInteger(value) && value > 0 ? { programme, serial, value } : undefined;
}
