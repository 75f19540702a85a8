import type { CredentialType } from '../../pack/index.ts';

/** A card in its own units: the shape of an ID-1 card (ISO/IEC 7810), 85.6 mm by 54 mm. */
const FACE = { width: 214, height: 135, corner: 12, margin: 18 };
const EMBLEM = { size: 30, radius: 26 };
const LINE = { most: 20, least: 9 };

export interface CardFaceProps {
  type: CredentialType;
  /** What stands on it, as the name of whom it is about. */
  line?: string | undefined;
  /** It is not valid. */
  off?: boolean;
}

/**
 * A card as one recognises it: its colours and its sign, and what stands on it. Whoever does not see it reads the same
 * beside it, so it is not spoken. Colours are attributes, since pages allow no styles within them.
 */
export function CardFace({ type: { look }, line, off = false }: CardFaceProps) {
  const { width, height, corner, margin } = FACE;
  const emblem = [...look.emblem].slice(0, 2).join('');
  const size = line === undefined ? 0 : fitting(line, width - 2 * margin);
  return (
    <svg
      class={off ? 'md-face md-face--off' : 'md-face'}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <rect width={width} height={height} rx={corner} fill={look.background} />
      <circle
        cx={margin + EMBLEM.radius}
        cy={margin + EMBLEM.radius}
        r={EMBLEM.radius}
        fill="none"
        stroke={look.ink}
        stroke-width="2.5"
      />
      <text
        x={margin + EMBLEM.radius}
        y={margin + EMBLEM.radius}
        fill={look.ink}
        font-size={EMBLEM.size}
        font-weight="700"
        text-anchor="middle"
        dominant-baseline="central"
      >
        {emblem}
      </text>
      {line !== undefined && (
        <text x={margin} y={height - margin} fill={look.ink} font-size={size} font-weight="600">
          {cutTo(line, size, width - 2 * margin)}
        </text>
      )}
    </svg>
  );
}

/** About how wide a text is in sizes of its type: Han signs and Hangul are square, others about half of that. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\p{Script=Han}\p{Script=Hangul}]/u.test(sign) ? 1 : 0.58), 0);

const fitting = (text: string, width: number): number =>
  Math.max(LINE.least, Math.min(LINE.most, Math.floor(width / widthOf(text))));

function cutTo(text: string, size: number, width: number): string {
  if (widthOf(text) * size <= width) return text;
  const signs = [...text];
  while (signs.length > 1 && (widthOf(signs.join('')) + 1) * size > width) signs.pop();
  return `${signs.join('')}…`;
}
