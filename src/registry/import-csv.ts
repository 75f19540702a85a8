/**
 * Splits one CSV record (RFC 4180 §2) into its fields. `open` means that a quoted field goes on after the text's end,
 * so that the record does; `misquoted` that a quotation mark stands where none may.
 */
export function splitCsv(text: string): string[] | 'open' | 'misquoted' {
  if (!text.includes('"')) return text.split(',');
  const fields: string[] = [];
  for (let at = 0; ; ) {
    const end = text[at] === '"' ? endOfQuoted(text, at) : endOfPlain(text, at);
    if (end === undefined) return 'open';
    const field = text.slice(at, end);
    if (text[at] === '"') fields.push(field.slice(1, -1).replaceAll('""', '"'));
    else if (field.includes('"')) return 'misquoted';
    else fields.push(field);
    if (end === text.length) return fields;
    if (text[end] !== ',') return 'misquoted';
    at = end + 1;
  }
}

function endOfPlain(text: string, start: number): number {
  const comma = text.indexOf(',', start);
  return comma === -1 ? text.length : comma;
}

/** The place after the closing quotation mark; doubled ones are part of the field. */
function endOfQuoted(text: string, start: number): number | undefined {
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1) return undefined;
    if (text[at + 1] !== '"') return at + 1;
  }
}
