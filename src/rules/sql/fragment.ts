/**
 * A piece of SQL: texts, and between each and the next a value to be bound. It has the form of a tagged template, so that
 * the tag of a query builder takes it as it is. Whatever a pack says is a value here and never in a text.
 */
export interface Sql {
  /** One more than there are values. */
  readonly texts: readonly string[];
  readonly values: readonly unknown[];
  /** A column or a constant: saying it twice costs nothing. */
  readonly atomic?: boolean;
}

const isSql = (part: unknown): part is Sql => typeof part === 'object' && part !== null && 'texts' in part;

/** SQL as a tagged template: other SQL is put in, every other value is bound. */
export function sql(texts: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  const all: string[] = [texts[0]!];
  const values: unknown[] = [];
  const append = (text: string) => all.push(all.pop()! + text);
  parts.forEach((part, index) => {
    if (isSql(part)) {
      append(part.texts[0]!);
      all.push(...part.texts.slice(1));
      values.push(...part.values);
    } else {
      values.push(part);
      all.push('');
    }
    append(texts[index + 1]!);
  });
  return { texts: all, values };
}

/** A name or keyword of our own making. */
export const word = (text: string): Sql => ({ texts: [text], values: [], atomic: true });

/** The same SQL, known to be a column or a constant. */
export const atomic = (piece: Sql): Sql => ({ ...piece, atomic: true });

/** Pieces with a separator between them; nothing where there are none. */
export function joined(pieces: readonly Sql[], separator: string): Sql {
  const [first, ...rest] = pieces;
  if (!first) return word('');
  return rest.reduce((so, piece) => sql`${so}${word(separator)}${piece}`, first);
}

/** How long the texts are, for limits. */
export const lengthOf = ({ texts }: Sql): number => texts.reduce((sum, text) => sum + text.length, 0);

/** The text with numbered parameters, and their values: what a driver takes. */
export function toStatement({ texts, values }: Sql): { text: string; values: readonly unknown[] } {
  const text = texts.map((part, index) => (index === 0 ? part : `$${index}${part}`)).join('');
  return { text, values };
}

export const TRUE: Sql = word('true');
export const FALSE: Sql = word('false');
export const NULL: Sql = word('null');

/** All of these hold; each is true or false, never null. */
export function every(...conditions: readonly Sql[]): Sql {
  if (conditions.includes(FALSE)) return FALSE;
  const open = conditions.filter((condition) => condition !== TRUE);
  return open.length < 2 ? (open[0] ?? TRUE) : sql`(${joined(open, ' and ')})`;
}

/** Any of these holds; each is true or false, never null. */
export function either(...conditions: readonly Sql[]): Sql {
  if (conditions.includes(TRUE)) return TRUE;
  const open = conditions.filter((condition) => condition !== FALSE);
  return open.length < 2 ? (open[0] ?? FALSE) : sql`(${joined(open, ' or ')})`;
}

/** The opposite of a condition that is true or false, never null. */
export function opposite(condition: Sql): Sql {
  if (condition === TRUE) return FALSE;
  return condition === FALSE ? TRUE : sql`(not ${condition})`;
}
