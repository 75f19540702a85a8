import {
  addMonths,
  type Day,
  type Db,
  dayOf,
  first,
  randomSecret,
  run,
  sql,
  startOfDay,
  uuidv7,
} from '../../kernel/index.ts';
import type { Government, Often } from '../../pack/index.ts';
import { capped, isCurrent, pathsOf, requiredOf, type Template, templateById } from '../templates/index.ts';
import { actsFor } from './acting.ts';
import type { Choice, Range } from './model.ts';
import { refused } from './refusals.ts';

/** What somebody is asked to agree to. */
export interface ConsentRequest {
  /** Who is asked. */
  person: string;
  /** Whose data it is: theirs, or that of a child or ward for whom they act. */
  subject: string;
  template: string;
  wish: Choice;
  /** From now for as long as the template allows unless stated. */
  range?: Partial<Range> | undefined;
  /** Where the browser goes on afterwards: a path of this site. */
  returnTo: string;
}

/** A request for consent that waits for its person. */
export interface Draft extends Range {
  /** The consent's id, if they agree. */
  id: string;
  person: string;
  subject: string;
  template: Template;
  wish: Choice;
  /** What of it they have chosen; undefined while they have not. */
  chosen: Choice | undefined;
  nonce: string;
  returnTo: string;
}

/** So long a request waits. */
const DRAFT_MS = 3_600_000;
/** A consent for once is for a request that is there already: it waits so long at most, and so long unless stated. */
const [ONCE_MOST_MS, ONCE_MS] = [30 * 86_400_000, 7 * 86_400_000];

/**
 * Keeps what somebody is asked to agree to, for the page at `consentPageAddress`.
 * @throws AppError `forbidden` for more than the template allows, for one that rests on law, and for whom they do not act
 *   for; `invalid` for a range that is too long; `gone` for a template that is not in use any more.
 */
export async function draftConsent(tx: Db, gov: Government, request: ConsentRequest): Promise<{ draft: string }> {
  const { person, subject, returnTo } = request;
  const template = await templateInUse(tx, gov, request.template);
  if (template.data.basis !== 'consent') throw refused('by-law');
  const wish = wholeWish(template, request.wish);
  const ward = await actsFor(gov, { person, subject });
  const range = rangeWithin(gov, template.data.often, request.range, ward?.until);
  const at = gov.clock.now();
  const id = uuidv7(at);
  await run(
    tx,
    sql`insert into exchange.consent_draft (person, id, subject, template, fields, statements, from_at, until_at, nonce,
        return_to, state, expires_at)
      values (${person}, ${id}, ${subject}, ${template.id}, ${wish.fields}::text[], ${wish.statements}::text[],
        ${range.from}, ${range.until}, ${randomSecret()}, ${returnTo}, 'open', ${new Date(at.getTime() + DRAFT_MS)})`,
  );
  return { draft: id };
}

/** Where somebody decides about a draft. */
export const consentPageAddress = (draft: string): string => `/consents/new?${new URLSearchParams({ draft })}`;

/** What became of a draft. */
export interface DraftOutcome {
  state: 'open' | 'given' | 'refused' | 'over';
  /** Where it was given. */
  consent?: string;
}

/** What became of a draft of somebody's; `over` for one that has waited too long, and for one that there is not. */
export async function draftOutcome(
  db: Db,
  gov: Pick<Government, 'clock'>,
  { person, draft }: { person: string; draft: string },
): Promise<DraftOutcome> {
  const found = await first(
    db,
    sql<{ state: 'open' | 'given' | 'refused'; expiresAt: Date }>`select state, expires_at as "expiresAt"
      from exchange.consent_draft where person = ${person} and id = ${draft}`,
  );
  if (!found || (found.state === 'open' && found.expiresAt <= gov.clock.now())) return { state: 'over' };
  return { state: found.state, ...(found.state === 'given' && { consent: draft }) };
}

/** Which draft, and whose. */
export interface DraftId {
  person: string;
  draft: string;
}

/**
 * A draft that waits for its person. In a transaction it is held until that ends.
 * @throws AppError `not-found`.
 */
export async function openDraft(db: Db, gov: Government, { person, draft }: DraftId): Promise<Draft> {
  const found = await first(
    db,
    sql<DraftRow>`select id, person, subject, template, fields, statements, chosen_fields as "chosenFields",
        chosen_statements as "chosenStatements", from_at as "from", until_at as "until", nonce, return_to as "returnTo"
      from exchange.consent_draft
      where person = ${person} and id = ${draft} and state = 'open' and expires_at > ${gov.clock.now()}
      ${db.isTransaction ? sql`for update` : sql``}`,
  );
  if (!found) throw refused('no-draft');
  const { fields, statements, chosenFields, chosenStatements, ...row } = found;
  const chosen = chosenFields && chosenStatements && { fields: chosenFields, statements: chosenStatements };
  const template = await templateInUse(db, gov, row.template);
  return { ...row, template, wish: { fields, statements }, chosen: chosen ?? undefined };
}

interface DraftRow extends Omit<Draft, 'template' | 'wish' | 'chosen'>, Choice {
  template: string;
  chosenFields: string[] | null;
  chosenStatements: string[] | null;
}

/**
 * Keeps what somebody has chosen of what they are asked for; what is required always goes with it.
 * @param choice besides whose data it is to be, where that is a child's or ward's instead.
 * @throws AppError `not-found`; `invalid` for nothing; `forbidden` for whom they do not act for.
 */
export async function chooseOfDraft(
  tx: Db,
  gov: Government,
  id: DraftId,
  { subject, ...choice }: Choice & { subject?: string | undefined },
): Promise<void> {
  const draft = await openDraft(tx, gov, id);
  const required = requiredOf(draft.template);
  const pick = (asked: readonly string[], needed: readonly string[], chosen: readonly string[]) =>
    asked.filter((one) => needed.includes(one) || chosen.includes(one));
  const fields = pick(draft.wish.fields, required.fields, choice.fields);
  const statements = pick(draft.wish.statements, required.statements, choice.statements);
  if (fields.length + statements.length === 0) throw refused('nothing');
  const about = subject ?? draft.subject;
  const until = notBeyond(gov, draft.until, (await actsFor(gov, { person: id.person, subject: about }))?.until);
  await run(
    tx,
    sql`update exchange.consent_draft set subject = ${about}, until_at = ${until},
        chosen_fields = ${fields}::text[], chosen_statements = ${statements}::text[]
      where person = ${id.person} and id = ${id.draft}`,
  );
}

/**
 * Ends a draft.
 * @throws AppError `not-found`.
 */
export async function endDraft(
  tx: Db,
  gov: Government,
  { person, draft }: DraftId,
  state: 'given' | 'refused',
): Promise<void> {
  const ended = await run(
    tx,
    sql`update exchange.consent_draft set state = ${state}
      where person = ${person} and id = ${draft} and state = 'open' and expires_at > ${gov.clock.now()}`,
  );
  if (ended === 0) throw refused('no-draft');
}

/** So long after its end a draft is kept, for who asks what became of it. */
const KEPT_MS = 86_400_000;

/** Forgets drafts that were over a day ago. */
export const forgetDrafts = (db: Db, gov: Pick<Government, 'clock'>): Promise<number> =>
  run(db, sql`delete from exchange.consent_draft where expires_at < ${new Date(gov.clock.now().getTime() - KEPT_MS)}`);

async function templateInUse(db: Db, gov: Government, id: string): Promise<Template> {
  const template = await templateById(db, gov, id);
  if (!(await isCurrent(db, gov, template))) throw refused('other-template');
  return template;
}

/** In the order of the template, with all that it cannot do without. */
function wholeWish(template: Template, wish: Choice): Choice {
  capped(template, wish);
  const required = requiredOf(template);
  const isWished = (asked: readonly string[], needed: readonly string[]) => (one: string) =>
    asked.includes(one) || needed.includes(one);
  const fields = pathsOf(template).filter(isWished(wish.fields, required.fields));
  const statements = [...template.data.statements.keys()].filter(isWished(wish.statements, required.statements));
  if (fields.length + statements.length === 0) throw refused('nothing');
  return { fields, statements };
}

/**
 * The range of a request, within what the template allows, and only for as long as somebody acts for whose data it is.
 * @throws AppError `invalid` for one that is too long, or over.
 */
export function rangeWithin(
  gov: Pick<Government, 'clock' | 'pack'>,
  often: Often,
  wished: Partial<Range> = {},
  actsUntil?: Day,
): Range {
  const now = gov.clock.now();
  const from = wished.from && wished.from > now ? wished.from : now;
  const months = (count: number) => {
    const day = dayOf(from, gov.pack.timeZone);
    return new Date(from.getTime() + (Date.parse(addMonths(day, count)) - Date.parse(day)));
  };
  const most = often === 'once' ? new Date(from.getTime() + ONCE_MOST_MS) : months(often.months);
  const until = wished.until ?? (often === 'once' ? new Date(from.getTime() + ONCE_MS) : most);
  if (until > most || until <= now || until <= from) throw refused('too-long');
  return { from, until: notBeyond(gov, until, actsUntil) };
}

/** What is agreed to for a child ends when it comes of age, and for a ward with the mandate. */
export function notBeyond({ pack }: Pick<Government, 'pack'>, until: Date, actsUntil: Day | undefined): Date {
  const end = actsUntil === undefined ? until : startOfDay(actsUntil, pack.timeZone);
  return end < until ? end : until;
}
