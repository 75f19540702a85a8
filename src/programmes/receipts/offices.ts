import { array, first, sql } from '../../kernel/index.ts';
import { programmesOfOfficer } from '../office/officer.ts';
import { isTreasury } from '../treasury/officer.ts';
import { madeAt, type Opener, type ReceiptAsk, type RecordedAct } from './ask.ts';
import { NOBODY } from './own.ts';

/* Acts of offices. What they keep in their rows is what was committed to. */

const ids = (programmes: Iterable<{ id: string }>) =>
  array(
    [...programmes].map(({ id }) => id),
    'text',
  );

/** The programmes of the reader's office. */
const run = ({ gov, reader: { person, post } = NOBODY }: ReceiptAsk) =>
  ids(post ? programmesOfOfficer(gov, { person, ...post }) : []);

/** What was done to a programme is for everybody to read. */
export const programmeAct: Opener = ({ db, gov, entry, at }) =>
  first(
    db,
    sql<RecordedAct>`select content, salt from programmes.office_act
      where programme = any(${ids(gov.pack.programmes.values())}) and ${madeAt(sql`id`, at)} and entry = ${entry}
        and about is null`,
  );

/** What was done about a freeze is the office's, and once it is in force theirs whom it is about. */
export const freezeAct: Opener = (ask) => {
  const { db, gov, entry, at, reader: { person } = NOBODY } = ask;
  return first(
    db,
    sql<RecordedAct>`select a.content, a.salt from programmes.office_act a
      where a.programme = any(${ids(gov.pack.programmes.values())}) and ${madeAt(sql`a.id`, at)} and a.entry = ${entry}
        and (a.programme = any(${run(ask)}) or exists (
          select from programmes.freeze f where f.id = a.about and f.confirmed_at is not null
            and case f.kind when 'wallet' then f.subject = ${person}
              else f.subject in (select id from programmes.shop where owner = ${person}) end))`,
  );
};

/** What was done with paper is the office's; what was handed to somebody is theirs, too. */
export const paperAct: Opener = (ask) => {
  const { db, gov, entry, at, reader: { person } = NOBODY } = ask;
  return first(
    db,
    sql<RecordedAct>`select content, salt from programmes.paper_act
      where programme = any(${ids(gov.pack.programmes.values())}) and ${madeAt(sql`id`, at)} and entry = ${entry}
        and (programme = any(${run(ask)})
          or content ->> 'taking' in (select id::text from programmes.taking where person = ${person}))`,
  );
};

/** Payment files are the treasury's. */
export const payoutAct: Opener = async ({ db, gov, entry, reader: { post } = NOBODY }) =>
  post && isTreasury(gov, post)
    ? first(db, sql<RecordedAct>`select content, salt from programmes.payout_act where entry = ${entry}`)
    : undefined;
