/**
 * Fine waves as on banknotes, as operators of a PDF path (ISO 32000-1 §8.5.2): two bundles of sines that cross, which a
 * copier blurs. In millimetres; made by numbers alone, so that the same `seed` is the same pattern.
 */
export function guilloche(
  width: number,
  height: number,
  seed: number,
  colour: readonly [number, number, number],
): string {
  const lines = 9;
  const steps = 48;
  const paths: string[] = [];
  for (const bundle of [0, 1]) {
    const waves = 2 + ((seed >> (bundle * 3)) % 3);
    const phase = ((seed * (bundle + 3)) % 17) / 17;
    for (let line = 0; line < lines; line += 1) {
      const amplitude = (height / 2.6) * (line / (lines - 1) - 0.5) * 2;
      const points = Array.from({ length: steps + 1 }, (_, step) => {
        const along = step / steps;
        const bend = Math.sin(2 * Math.PI * (along * waves + phase));
        return [along * width, height / 2 + amplitude * bend * (bundle ? 1 : -0.8)] as const;
      });
      paths.push(points.map(([x, y], nth) => `${x.toFixed(2)} ${y.toFixed(2)} ${nth === 0 ? 'm' : 'l'}`).join(' '));
    }
  }
  return `${colour.join(' ')} RG 0.06 w\n${paths.join(' S\n')} S`;
}
