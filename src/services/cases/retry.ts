import { addJob, type Db } from '../../kernel/index.ts';

/** Queues another try at deciding a case, in a transaction of its own. */
export function decideLater(tx: Db, applicant: string, id: string): Promise<void> {
  return addJob(tx, 'services.decide', { applicant, id }, { key: `decide:${id}` });
}
