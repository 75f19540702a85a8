import type { Outline } from '../../../pack/index.ts';

/** A place on the map. */
export interface Dot {
  /** Degrees (WGS 84). */
  latitude: number;
  longitude: number;
  title: string;
}

export interface LandMapProps {
  /** What it shows, for those who do not see it. */
  label: string;
  outline: Outline;
  dots: readonly Dot[];
  /** Shows what is around the dots, where they are of one region; else the whole land. */
  near: boolean;
}

/** Width of the drawing in its own units. */
const WIDTH = 400;
/** A drawing is at most this many times as high as it is wide. */
const HIGHEST = 1.6;
const MARGIN = 8;

type Point = readonly [number, number];

/** How degrees become a drawing: as on a chart of equal distances, true to scale at the middle of what is shown. */
interface Projection {
  height: number;
  at(longitude: number, latitude: number): Point;
}

/** A frame around all points, with degrees of longitude as short as they are in the middle of it. */
export function projectionOf(points: readonly Point[]): Projection {
  const longitudes = points.map(([longitude]) => longitude);
  const latitudes = points.map(([, latitude]) => latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const inner = WIDTH - 2 * MARGIN;
  const [across, down] = [Math.max((east - west) * shrink, 1e-3), Math.max(north - south, 1e-3)];
  const scale = Math.min(inner / across, (inner * HIGHEST) / down);
  const left = (WIDTH - across * scale) / 2;
  return {
    height: Math.round(down * scale + 2 * MARGIN),
    at: (longitude, latitude) => [
      round(left + (longitude - west) * shrink * scale),
      round(MARGIN + (north - latitude) * scale),
    ],
  };
}

/** Degrees around a place that are shown with it: some forty kilometres, so that a coast or a border says where it is. */
const AROUND = 0.4;
const around = ([longitude, latitude]: Point): Point[] => [
  [longitude - AROUND, latitude - AROUND],
  [longitude + AROUND, latitude + AROUND],
];

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * The land with dots, drawn on the server: works without a script and without anybody else's tiles. Where there is no
 * outline, the dots stand by themselves. It says nothing that the table beside it does not.
 */
export function LandMap({ label, outline, dots, near }: LandMapProps) {
  const places = dots.map(({ latitude, longitude }): Point => [longitude, latitude]);
  const points = near && dots.length > 0 ? places.flatMap(around) : [...outline.flat(), ...places];
  if (points.length === 0) return null;
  const { height, at } = projectionOf(points);
  const ring = (corners: readonly Point[]) => `M${corners.map((corner) => at(...corner).join(' ')).join('L')}Z`;
  return (
    <svg class="md-map" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
      <path class="md-map__land" d={outline.map(ring).join('')} />
      {dots.map(({ latitude, longitude, title }) => {
        const [x, y] = at(longitude, latitude);
        return (
          <circle key={title} class="md-map__dot" cx={x} cy={y} r="4">
            <title>{title}</title>
          </circle>
        );
      })}
    </svg>
  );
}
