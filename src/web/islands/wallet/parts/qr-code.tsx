import encodeQR from 'qr';

/** Light modules around it that readers need (ISO/IEC 18004 §5.3.8). */
const QUIET = 4;

/** A QR code, always dark on light. The lowest correction: on a screen nothing is torn off, and modules are larger. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: QUIET });
  return (
    <svg class="md-qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <rect class="md-qr__paper" width="100%" height="100%" />
      <path class="md-qr__ink" d={rows.map(darkRuns).join('')} shape-rendering="crispEdges" />
    </svg>
  );
}

/** The dark modules of one row as subpaths, one for each run of them. */
function darkRuns(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    path += `M${start} ${y}h${x + 1 - start}v1h-${x + 1 - start}z`;
  }
  return path;
}
