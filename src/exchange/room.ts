import type { Migrations, Room } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { answersPart } from './answers/index.ts';
import { authorizePart } from './authorize/index.ts';
import { consentsPart } from './consents/index.ts';
import { receiversPart } from './receivers/index.ts';
import { templatesPart } from './templates/index.ts';
import { waysPart } from './ways/index.ts';

const PARTS = [templatesPart, consentsPart, authorizePart, answersPart, receiversPart, waysPart];

export const exchangeMigrations: Migrations = {
  room: 'exchange',
  folder: new URL('./migrations/', import.meta.url),
  personal: {
    salts: PARTS.flatMap(({ personal }) => personal.salts),
    values: PARTS.flatMap(({ personal }) => personal.values),
    keeps: Object.assign({}, ...PARTS.map(({ personal }) => personal.keeps)),
  },
};

/** Each fact where its owner says, and nowhere else unseen: purposes, consents, answers and receivers. */
export function exchangeRoom(gov: Government): Room {
  const parts = PARTS.map(({ of }) => of(gov));
  return {
    name: 'exchange',
    migrations: exchangeMigrations,
    routes: parts.flatMap(({ routes = [] }) => routes),
    jobs: Object.assign({}, ...parts.map(({ jobs = {} }) => jobs)),
    schedule: parts.flatMap(({ schedule = [] }) => schedule),
  };
}
