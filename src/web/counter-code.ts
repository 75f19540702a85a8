/** A counter code in groups, so that it can be told: `123 456 7890`. */
export const spokenCode = (code: string): string => code.replace(/^(\d{3})(\d{3})/, '$1 $2 ');

/** Which codes a camera looks for that reads counter codes. */
export const COUNTER_CODE = '^MADANG:DATA:';
