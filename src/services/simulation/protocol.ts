import type { Question } from './engine.ts';
import type { OwnId } from './own/store.ts';

/** What the thread is asked. A greeting is only answered: whoever answers is alive. */
export interface Asked {
  id: number;
  ask:
    | { kind: 'question'; question: Question; now: Date; patience: number }
    | { kind: 'check'; own: OwnId; now: Date }
    | { kind: 'forget'; own: OwnId }
    | { kind: 'greeting' };
}

/** What it answers, or the error that it met. */
export type Told = { id: number; answer: unknown } | { id: number; error: unknown };
