import { AppError, type Db } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Reader } from '../../registry/index.ts';
import { pathOf, readsOf, readsOfStatements, statementsNamed, templateById } from '../templates/index.ts';
import { COUNTER, type Consent, type ConsentAct, type Coverage } from './model.ts';
import { historiesOf } from './store.ts';

/** A disclosure that names a consent as what allowed it. */
export interface Disclosing {
  consent: string;
  /** To whom: a relying party, or `COUNTER`. */
  party: string;
  /** Whose data. */
  person: string;
  /** As `registry.field`. */
  fields: readonly string[];
  at: Date;
}

/** So long after a consent was found valid its answer has read what it needs. */
const ANSWER_MS = 60_000;

/** How a consent stood, by its last act until then. */
interface Stood {
  state: Consent['state'];
  from: string;
  until: string;
  fields: readonly string[];
  statements: readonly string[];
}

/** How a consent stood at an instant by what was done with it; undefined before it was given, and once that is erased. */
export function stoodAt(acts: readonly Pick<ConsentAct, 'at' | 'content'>[], at: Date): Stood | undefined {
  const last = acts.findLast((act) => act.at <= at);
  return last && 'state' in last.content ? (last.content as unknown as Stood) : undefined;
}

/**
 * Whether a consent allowed a disclosure at its instant, by what was done with it until then: what came later, as its
 * withdrawal, changes nothing. A consent that was not asked for (`validConsent`) has allowed nothing.
 */
export async function consentCovers(db: Db, gov: Government, one: Disclosing): Promise<Coverage> {
  const [covered] = await coverageOf(db, gov, [one]);
  return covered!;
}

/** The same of many, for who watches all disclosures: whether each was allowed. Those of other readers are by no consent. */
export const consentsCover =
  (gov: Government) =>
  async (db: Db, looks: readonly ConsentedLook[]): Promise<readonly boolean[]> => {
    const found = await coverageOf(
      db,
      gov,
      looks.map(({ reader, ...look }) => ({ ...look, party: partyOf(reader) })),
    );
    return found.map((coverage) => coverage === 'covered');
  };

/** A look that names a consent. */
export type ConsentedLook = Omit<Disclosing, 'party'> & { reader: Reader };

const partyOf = (reader: Reader): string =>
  reader.kind === 'party' ? reader.party : reader.kind === 'officer' ? COUNTER : '';

async function coverageOf(db: Db, gov: Government, all: readonly Disclosing[]): Promise<Coverage[]> {
  const { consents, acts } = await historiesOf(db, [...new Set(all.map(({ consent }) => consent))]);
  return Promise.all(all.map((one) => coverage(db, gov, one, consents.get(one.consent), acts.get(one.consent) ?? [])));
}

async function coverage(
  db: Db,
  gov: Government,
  { party, person, fields, at }: Disclosing,
  consent: Consent | undefined,
  acts: readonly ConsentAct[],
): Promise<Coverage> {
  if (!consent || consent.person !== person || consent.party !== party) return 'unknown';
  const stood = stoodAt(acts, at);
  if (!stood) return 'unknown';
  const time = at.getTime();
  const isInRange = Date.parse(stood.from) <= time && time < Date.parse(stood.until);
  const wasAsked = consent.answeredAt !== null && consent.answeredAt.getTime() >= time - ANSWER_MS;
  if (stood.state !== 'given' || !isInRange || !wasAsked) return 'over';
  const allowed = new Set([...stood.fields, ...(await restsOn(db, gov, consent, stood))]);
  return fields.every((field) => allowed.has(field)) ? 'covered' : 'beyond';
}

/** The fields that agreed statements are worked out from. */
async function restsOn(db: Db, gov: Government, { template }: Consent, { statements }: Stood): Promise<string[]> {
  if (statements.length === 0) return [];
  // At a counter they are those of bundles, and of no template.
  const reads = template
    ? await readsByTemplate(db, gov, template, statements)
    : readsOfStatements(statementsNamed(gov, statements));
  return reads.flatMap(({ registry, fields }) => fields.map((field) => pathOf({ registry, field })));
}

async function readsByTemplate(db: Db, gov: Government, id: string, statements: readonly string[]) {
  const template = await templateById(db, gov, id).catch(whereGone);
  return template ? readsOf(template, { fields: [], statements: [...statements] }) : [];
}

function whereGone(error: unknown): undefined {
  if (!(error instanceof AppError)) throw error;
}
