import type { Text } from '../../kernel/index.ts';

/** A thing that everybody knows by sight, and its name. */
export interface Picture {
  name: Text;
  /** SVG path data in a 32 × 32 box; where shapes lie in each other, the inner one is a hole. */
  path: string;
}

const disc = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

const named = (ko: string, zh: string, en: string, path: string): Picture => ({
  name: { ko, 'zh-Hant': zh, en },
  path,
});

/** Sixteen, so that half a byte chooses one. They are told apart at a glance, and have short names in each language. */
export const PICTURES: readonly Picture[] = [
  named(
    '해',
    '太陽',
    'sun',
    `${disc(16, 16, 6.5)}M15 1h2v6h-2zM15 25h2v6h-2zM1 15h6v2H1zM25 15h6v2h-6zM4.7 6.1l1.4-1.4 4.2 4.2-1.4 1.4zM21.7 23.1l1.4-1.4 4.2 4.2-1.4 1.4zM4.7 25.9l4.2-4.2 1.4 1.4-4.2 4.2zM21.7 8.9l4.2-4.2 1.4 1.4-4.2 4.2z`,
  ),
  named('달', '月亮', 'moon', 'M19 2.5A14 14 0 1 0 29.5 20 12 12 0 0 1 19 2.5z'),
  named('별', '星星', 'star', 'M16 1.5l4.4 9.4 10.2 1.3-7.5 7.1 1.9 10.2-9-5-9 5 1.9-10.2-7.5-7.1 10.2-1.3z'),
  named('구름', '雲', 'cloud', 'M8.5 26a6.5 6.5 0 0 1-.7-13A8.5 8.5 0 0 1 24 12a7 7 0 0 1-.2 14z'),
  named('산', '山', 'mountain', 'M1 28 12 6l6 11.5 3.5-5.5L31 28z'),
  named('나무', '樹', 'tree', 'M16 1 7 12h4l-6 9h9v10h4V21h9l-6-9h4z'),
  named(
    '꽃',
    '花',
    'flower',
    `${disc(16, 7, 5)}${disc(8, 13.5, 5)}${disc(24, 13.5, 5)}${disc(11, 22.5, 5)}${disc(21, 22.5, 5)}${disc(16, 15.5, 2.6)}`,
  ),
  named('잎', '葉子', 'leaf', 'M3 30 11 20C4 12 14 3 29 3c1 16-7 25-15.5 19.5L5 31z'),
  named('물고기', '魚', 'fish', `M1 16C7 6 17 6 23 13l8-6v18l-8-6C17 26 7 26 1 16z${disc(8.5, 14.5, 1.6)}`),
  named(
    '하트',
    '愛心',
    'heart',
    'M16 29C5 21 1 15.5 1 10.5a7.5 7.5 0 0 1 15-2 7.5 7.5 0 0 1 15 2C31 15.5 27 21 16 29z',
  ),
  named('배', '船', 'boat', 'M3 21h26l-5 8H8zM14.5 2v17H5zM17 5l9 14h-9z'),
  named('집', '房子', 'house', 'M16 2 1 16h4v14h8v-9h6v9h8V16h4z'),
  named('열쇠', '鑰匙', 'key', `${disc(9.5, 16, 8.5)}${disc(9.5, 16, 4)}M17 14h14v8h-4v-4h-3v4h-4v-4h-3z`),
  named('종', '鈴鐺', 'bell', 'M16 2a9 9 0 0 1 9 9v8l4 6H3l4-6v-8a9 9 0 0 1 9-9zM12 27h8a4 4 0 0 1-8 0z'),
  named(
    '컵',
    '杯子',
    'cup',
    'M3 7h20v14a6 6 0 0 1-6 6H9a6 6 0 0 1-6-6zM24.5 9H26a5.5 5.5 0 0 1 0 11h-1.5v-3H26a2.5 2.5 0 0 0 0-5h-1.5z',
  ),
  named(
    '우산',
    '雨傘',
    'umbrella',
    'M16 2a14.5 14.5 0 0 1 14.5 14.5h-13V26a2 2 0 0 0 4 0H24a4.6 4.6 0 0 1-9.2 0v-9.5H1.5A14.5 14.5 0 0 1 16 2z',
  ),
];

/** A colour and its name. White on each has the contrast of text, and each on white. Red is not among them: it refuses. */
export interface Colour {
  name: Text;
  hex: string;
}

const coloured = (ko: string, zh: string, en: string, hex: string): Colour => ({
  name: { ko, 'zh-Hant': zh, en },
  hex,
});

export const COLOURS: readonly Colour[] = [
  coloured('파랑', '藍色', 'blue', '#1458c8'),
  coloured('초록', '綠色', 'green', '#0d7a3e'),
  coloured('보라', '紫色', 'purple', '#7a2fb8'),
  coloured('주황', '橘色', 'orange', '#b4500a'),
  coloured('분홍', '粉紅色', 'pink', '#c02878'),
  coloured('검정', '黑色', 'black', '#22262b'),
];

/** The ground of a refusal, in every look of the site: red, which no sign has. */
export const REFUSAL = '#b3201b';
