import type { PersonalData, Room } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';

/** What a folder of this room brings: what becomes of what it keeps of people, and its routes and jobs. */
export interface Part {
  personal: PersonalData;
  of(gov: Government): Omit<Room, 'name' | 'migrations'>;
}

/** For a folder that keeps nothing of people. */
export const NOTHING_PERSONAL: PersonalData = { salts: [], values: [], keeps: {} };
