export { type Round, roundsOf } from '../entitlements/rounds.ts';
export { actsAbout, type OfficeAct, type OfficeActKind, PROGRAMME_ACTS, programmeActs } from './acts.ts';
export {
  type Extension,
  extendProgramme,
  fundProgramme,
  giveFunds,
  openProgramme,
  pauseProgramme,
  resumeProgramme,
  type Wish,
} from './change.ts';
export { FIGURE_KINDS, type FigureKind, updateFigures } from './figures/job.ts';
export { DIMENSIONS, type Dimension, THRESHOLD } from './figures/publish.ts';
export {
  countedOf,
  type FigureRow,
  figureRows,
  figuresOf,
  figuresVersion,
  type ProgrammeFigures,
  type Sum,
  type Sums,
} from './figures/read.ts';
export {
  decideSuspicion,
  type OpenedSuspicion,
  openSuspicion,
  openSuspicions,
  type SeenPayment,
  SUSPICIONS_SHOWN,
  type Suspicion,
  suspicionsOf,
} from './fraud/cases.ts';
export { SIGNAL_NAMES, type SignalName, watchTrade } from './fraud/watch.ts';
export {
  confirmFreeze,
  declineFreeze,
  endFreeze,
  type FreezeProposal,
  objectToFreeze,
  ownFreeze,
  proposeFreeze,
  refuseObjection,
} from './freeze-acts.ts';
export { type OpenedFreezes, openFreezes } from './freeze-view.ts';
export { type Freeze, type FreezeKind, freezesOf, freezesOfPerson, frozenAmong, isFrozen } from './freezes.ts';
export { asOffice, LONGEST_REASON, type ProgrammeOfficer, programmesOfOfficer } from './officer.ts';
export { type ProgrammeNow, programmeNow, programmesNow } from './state.ts';
