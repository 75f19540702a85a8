/** A machine's text (a key, a path, a hash): after a mark, or within twelve characters of one, it may go on in a new line. */
export function Breakable({ text }: { text: string }) {
  const pieces = text.match(/[^/._+:,|-]{0,12}[/._+:,|-]?/g) ?? [];
  return <code>{pieces.filter(Boolean).flatMap((piece, at) => (at === 0 ? piece : [<wbr key={at} />, piece]))}</code>;
}
