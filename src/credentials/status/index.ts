/** Where anybody learns whether a copy is still good, and nothing else of it. */
export { MOST_PLACES, type StatusPlace, takeIndices } from './indices.ts';
export {
  type CopyStatus,
  REVOKED_TASK,
  type RevokedIn,
  type SignedList,
  STATUS_TASK,
  STATUS_TTL,
  setStatuses,
  signLists,
  statusListToken,
  statusUri,
} from './lists.ts';
export { type TypeMetadata, typeMetadata } from './metadata.ts';
export { LIST_SIZE } from './permutation.ts';
export { statusRoutes } from './routes.ts';
