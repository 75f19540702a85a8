export type { KnownFact } from '../registry/index.ts';
export { type AgreementRow, agreementById, agreementsOf, answerAgreement } from './cases/agreements.ts';
export { LONGEST_TEXT } from './cases/bounded-text.ts';
export { today } from './cases/deadline.ts';
export {
  type DisputeRow,
  disputeFact,
  disputeValue,
  type HeldValue,
  LONGEST_CLAIM,
  openDisputes,
} from './cases/disputes.ts';
export { type CaseEvent, type EventKind, eventsOf } from './cases/events.ts';
export { type Instalment, instalmentsOf, payDue } from './cases/instalments.ts';
export { type Appeal, answerQuestion, appealOf, lodgeAppeal, withdrawCase } from './cases/resident.ts';
export { type CaseRow, caseById, casesOf, casesOfApplication, type Decision } from './cases/store.ts';
export { catalogueOf, type Entry, searchCatalogue } from './catalogue.ts';
export { asksOf, type FinderAnswers, readFinderAnswers, withAnswers } from './finder/answers.ts';
export { type Asking, askingOf, type NextQuestion } from './finder/ask.ts';
export type { Demand, Demands } from './finder/demands.ts';
export { findingsOf } from './finder/find.ts';
export type { Finding, Group, Knowledge } from './finder/finding.ts';
export { GROUPS } from './finder/order.ts';
export { fromRegistries, NOTHING_KNOWN, registriesOf, sharedFactsOf, withoutRegistries } from './finder/read.ts';
export { readOnce } from './finder/recent.ts';
export {
  answersIn,
  forgetAnswers,
  type SavedAnswer,
  savedAnswersOf,
  saveFinderAnswers,
} from './finder/saved-answers.ts';
export { endSearch, type SavedSearch, savedSearchOf, saveSearch } from './finder/saved-search.ts';
export type { AnswerProblems } from './journey/answers.ts';
export { type ApplicationRow, applicationById, discardDraft, draftsOf, saveDraft } from './journey/application.ts';
export { titleOf } from './journey/plan.ts';
export { chooseServices, saveAnswers } from './journey/save.ts';
export { isByCardOnly, type Showing, saveShown } from './journey/shown.ts';
export { type Start, startApplication } from './journey/start.ts';
export { submitApplication } from './journey/submit.ts';
export { type Journey, type KnownField, namesIn, type Part, shareOf, viewJourney } from './journey/view.ts';
export { closedText, openingOn } from './journey/window.ts';
export { mattersOf, type OwnMatter, recordId, startLink } from './offers.ts';
export { answerAppeal, approveTask, askApplicant, refuseTask, settleTask } from './office/actions.ts';
export { asOfficer, headOfTask, type Officer, type TaskHead } from './office/head.ts';
export { type OpenedTask, openTaskAs } from './office/open.ts';
export { QUEUE_LIMIT, type Queue, type QueueItem, queueOf } from './office/queue.ts';
export { servicesMigrations, servicesRoom } from './room.ts';
export * from './simulation/index.ts';
export { type CaseState, STATE_TEXT } from './states.ts';
