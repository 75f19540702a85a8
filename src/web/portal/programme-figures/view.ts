import type { Government, Programme } from '../../../pack/index.ts';
import {
  figuresOf,
  figuresVersion,
  type OfficeAct,
  type ProgrammeFigures,
  type ProgrammeNow,
  programmeActs,
  programmeNow,
} from '../../../programmes/index.ts';

/** What the page of figures shows. */
export interface FiguresView {
  now: ProgrammeNow;
  figures: ProgrammeFigures;
  acts: OfficeAct[];
}

/** Acts of the office that are shown. */
const ACTS = 20;

/**
 * Reads what is published of a programme. The sums are added up once for each publication in each process, however many
 * watch: all see the same until the next quarter of an hour.
 */
export function figuresViewer(gov: Government): (programme: Programme) => Promise<FiguresView> {
  const known = new Map<string, { version: string; figures: Promise<ProgrammeFigures> }>();
  return async (programme) => {
    const { id } = programme;
    const [now, acts, version] = await Promise.all([
      programmeNow(gov.db, gov, programme),
      programmeActs(gov.db, id, ACTS),
      figuresVersion(gov.db, gov, id),
    ]);
    let entry = known.get(id);
    if (entry?.version !== version) {
      entry = { version, figures: figuresOf(gov.db, gov, id) };
      known.set(id, entry);
      entry.figures.catch(() => known.delete(id));
    }
    return { now, acts, figures: await entry.figures };
  };
}
