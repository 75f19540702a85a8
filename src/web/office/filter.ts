import { type Static, Type } from 'typebox';
import type { QueueItem } from '../../services/index.ts';

/** Which part of the queue an officer works through. It goes along to each task and back. */
export const FilterQuery = Type.Object({
  kind: Type.Optional(Type.String({ maxLength: 20 })),
  service: Type.Optional(Type.String({ maxLength: 60 })),
});
export type Filter = Static<typeof FilterQuery>;

/** How many working days ahead count as soon. */
const SOON = 3;

/** The items of the queue that a filter leaves. */
export function filtered(items: readonly QueueItem[], { kind, service }: Filter): QueueItem[] {
  return items.filter((item) => (!kind || item.task.kind === kind) && (!service || item.kase?.service === service));
}

/** An address in the office with the filter, and whatever else, as its query. */
export function address(path: string, filter: Filter, more: Record<string, string> = {}): string {
  const { kind, service } = filter;
  const query = new URLSearchParams({ ...(kind && { kind }), ...(service && { service }), ...more });
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The address of the queue under a filter, perhaps with what was just done. */
export const queueAddress = (filter: Filter, more?: Record<string, string>): string => address('/office', filter, more);

/** The address of a task, from which the filter leads back. */
export const taskAddress = (id: string, filter: Filter, act = ''): string =>
  address(`/office/tasks/${id}${act && `/${act}`}`, filter);

/** How a queue stands. What waits for the applicant is open, but neither soon nor late. */
export interface Standing {
  open: number;
  soon: number;
  late: number;
  paused: number;
}

/** Counts a queue by how urgent its tasks are. */
export function standingOf(items: readonly QueueItem[]): Standing {
  const running = items.filter(({ task }) => !task.pausedOn);
  return {
    open: items.length,
    soon: running.filter(({ daysLeft }) => daysLeft >= 0 && daysLeft <= SOON).length,
    late: running.filter(({ daysLeft }) => daysLeft < 0).length,
    paused: items.length - running.length,
  };
}

/** The task to go on with: the most urgent one that does not wait for its applicant. */
export const nextOf = (items: readonly QueueItem[]): QueueItem | undefined => items.find(({ task }) => !task.pausedOn);
