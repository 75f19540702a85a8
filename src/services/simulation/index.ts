/**
 * "What would it cost?": a policy decided for everybody of a population, today's rule beside a reform.
 *
 * policy → subjects (synthetic, through register) or own files (own/) → people → deciding → figures, breakdowns → simulation.
 * All of it runs in threads of its own (engine, thread), which simulator asks (asking).
 */
export type { BreakdownName } from './breakdowns.ts';
export type { Answer, PopulationRef, Question } from './engine.ts';
export type { Change, Figures as SimulatedFigures } from './figures.ts';
export { type Cell as FileCell, NONE as NONE_CELL, NOT_KNOWN as NOT_KNOWN_CELL, readCell } from './own/cells.ts';
export { columnsOf, type FileColumn, templateColumns } from './own/columns.ts';
export {
  type FileProblem,
  type Format,
  KEPT_HOURS,
  LISTED,
  MOST_BAD_SHARE,
  MOST_BYTES,
  MOST_FILES,
  MOST_ROWS,
  TEXTS as FILE_TEXTS,
} from './own/limits.ts';
export { bringPopulation, type OwnId, type OwnPopulation, ownPopulation, ownPopulations } from './own/store.ts';
export { type Template, templateOf } from './own/template.ts';
export { type Measure, type Policy, policiesOf, policyOf } from './policy.ts';
export { type InForce, inForce, isNone, NO_REFORM, type Reform } from './reform.ts';
export type { Compared, GroupFigures, Simulation } from './simulation.ts';
export { askSimulation, discardPopulation, expectSimulation, populationJob, populationsJob } from './simulator.ts';
export { SIZES } from './synthetic.ts';
