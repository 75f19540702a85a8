import { all, type Db, json, run, sql, uuidv7 } from '../../kernel/index.ts';
import type { AppliedStatus } from '../../ledger/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government, Treasury } from '../../pack/index.ts';
import type { ProgrammeOfficer } from '../office/officer.ts';

/** What was filed: how much of it, and when the bank is to pay. Amounts by currency, in the minor unit. */
export interface FiledContent {
  payments: number;
  amounts: Readonly<Record<string, number>>;
  executeOn: string;
}

/** What a bank's answer has changed, and the id of the report that it gave. */
export interface AnsweredContent extends Omit<AppliedStatus, 'file'> {
  message: string;
  /** How many settlements of shops came back. */
  settlements: number;
  /** How many payments to people, who were told; acts of before do not say. */
  people?: number;
}

interface Contents {
  filed: FiledContent;
  sent: Record<never, never>;
  answered: AnsweredContent;
}

type ActOf<Kind extends keyof Contents> = {
  id: string;
  kind: Kind;
  at: Date;
  officer: string;
  content: Contents[Kind];
  /** Its entry in the public log. */
  entry: string;
};

/** Something that an officer of the treasury did with a payment file. */
export type PayoutAct = { [Kind in keyof Contents]: ActOf<Kind> }[keyof Contents];

interface NewAct<Kind extends keyof Contents> {
  file: string;
  kind: Kind;
  officer: Pick<ProgrammeOfficer, 'person'>;
  content: Contents[Kind];
}

/** Keeps an act, and in the same transaction its commitment in the public log. Returns its id. */
export async function recordPayoutAct<Kind extends keyof Contents>(
  tx: Db,
  gov: Government,
  treasury: Treasury,
  { file, kind, officer, content }: NewAct<Kind>,
): Promise<string> {
  const at = gov.clock.now();
  const id = uuidv7(at);
  const whole = { ...content, file, officer: officer.person, at: at.toISOString() };
  const act = { kind: `payouts.${kind}`, agency: treasury.agency, at, content: whole };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, act);
  await run(
    tx,
    sql`insert into programmes.payout_act (id, act, kind, at, officer, content, entry, salt)
      values (${file}, ${id}, ${kind}, ${at}, ${officer.person}, ${json(whole)}, ${entry}, ${salt})`,
  );
  return id;
}

/** What was done with a payment file, oldest first. */
export function payoutActs(db: Db, file: string): Promise<PayoutAct[]> {
  return all(
    db,
    sql<PayoutAct>`select act as id, kind, at, officer, content, entry from programmes.payout_act
      where id = ${file} order by act`,
  );
}
