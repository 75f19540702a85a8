import type { Room } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';

export const programmesMigrations = { room: 'programmes', folder: new URL('./migrations/', import.meta.url) };

/** Money with a purpose, as a part of the process. */
export function programmesRoom(_gov: Government): Room {
  return { name: 'programmes', migrations: programmesMigrations, routes: [], jobs: {}, schedule: [] };
}
