/** The least and the greatest of the time-ordered ids (RFC 9562, version 7) of one millisecond. */
export function idsAt(at: Date): { least: string; greatest: string } {
  const time = at.getTime().toString(16).padStart(12, '0');
  const id = (rest: string) => `${time.slice(0, 8)}-${time.slice(8)}-${rest}`;
  return { least: id('0000-0000-000000000000'), greatest: id('ffff-ffff-ffffffffffff') };
}
