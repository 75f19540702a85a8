import { type Day, type Db, type Locale, transaction } from '../../kernel/index.ts';
import {
  type Explanation,
  explainDecision,
  type Fact,
  type Government,
  type Programme,
  parametersOn,
} from '../../pack/index.ts';
import { type Facts, gatherFacts, minorUnits, type Reader, type Roles, scopeOf } from '../../registry/index.ts';
import { evaluate, fromValue, prepare, type Trace, trace } from '../../rules/index.ts';
import { programmeNow } from '../office/state.ts';
import { programmeOf } from '../programme-of.ts';
import { periodOf, todayOf } from './period.ts';
import { type Entitlement, entitlementOf, type NewEntitlement, openRows } from './store.ts';

/** The fact of a programme's file that says where somebody lives. */
export const REGION_FACT = 'region';

/** What the law says of one person and a programme. */
export interface EntitlementNow {
  state: 'yes' | 'no' | 'need';
  /** What they may take, where they may. It is stored only while it can be taken. */
  entitlement?: Entitlement;
  /** The ids of the clauses that are not met. */
  because: readonly string[];
  /** What no registry knows, and would have to be known. */
  ask: readonly Fact[];
  /** The decision clause by clause in words; undefined where it was made on an earlier day. */
  explain?: (locale: Locale) => Explanation;
}

/**
 * Whether a person is entitled now. What was found before stands; otherwise it is looked up in the registries, and opened
 * where it can be taken. People who look themselves read what is theirs as themselves; what is opened is read in the name
 * of the programme, which they see among those who saw their data.
 * @param reader who wants to know; the person unless stated.
 * @throws AppError `not-found` for a programme that there is not.
 */
export async function entitlementNow(
  gov: Government,
  person: string,
  id: string,
  reader: Reader = { kind: 'self', person },
): Promise<EntitlementNow> {
  const programme = programmeOf(gov, id);
  const period = periodOf(programme, todayOf(gov));
  const found = await entitlementOf(gov.db, person, { programme: id, period });
  if (found) return { state: 'yes', entitlement: found, because: [], ask: [] };
  const seen = await decide(gov.db, gov, person, programme, reader);
  const fresh = rightOf(gov, person, programme, seen);
  const explain = (locale: Locale) => explainDecision(gov.pack, programme.entitlement, seen.trace, locale, seen.day);
  if (!fresh) {
    const state = seen.trace.eligible === 'no' ? 'no' : 'need';
    const ask = seen.trace.need.flatMap((name) => programme.entitlement.facts.get(name) ?? []);
    return { state, because: seen.trace.because, ask, explain };
  }
  const { state } = await programmeNow(gov.db, gov, programme);
  if (state === 'open') await open(gov, person, programme, period, reader);
  const entitlement = (await entitlementOf(gov.db, person, { programme: id, period })) ?? {
    ...fresh,
    programme: id,
    period,
    taken: 0,
  };
  return { state: 'yes', entitlement, because: [], ask: [], explain };
}

/** Decides in the name of the programme and opens what comes of it. */
async function open(gov: Government, person: string, programme: Programme, period: Day, reader: Reader): Promise<void> {
  const { agency } = programme;
  const asProgramme: Reader = { kind: 'service', service: programme.id, agency };
  await transaction(gov.db, async (tx) => {
    const seen = await decide(tx, gov, person, programme, reader.kind === 'self' ? asProgramme : reader);
    const right = rightOf(gov, person, programme, seen);
    if (right) await openRows(tx, { programme: programme.id, period, at: gov.clock.now() }, [right]);
  });
}

interface Seen {
  facts: Facts;
  roles: Roles;
  day: Day;
  trace: Trace;
}

async function decide(db: Db, gov: Government, person: string, programme: Programme, reader: Reader): Promise<Seen> {
  const { entitlement: service, agency } = programme;
  const day = todayOf(gov);
  const roles = { applicant: person };
  const asProgramme: Reader = { kind: 'service', service: programme.id, agency };
  const facts = await gatherFacts(db, gov, {
    facts: [...service.facts.values()],
    roles,
    matter: null,
    answers: {},
    readerOf: (_, of) => (reader.kind === 'self' && of !== person ? asProgramme : reader),
    purpose: { text: programme.title, ...(programme.law[0] && { law: programme.law[0] }) },
    granted: () => undefined,
    appliedOn: day,
  });
  const scope = scopeOf(gov, service.facts.values(), facts, roles, day);
  return { facts, roles, day, trace: trace(prepare(service.rule), scope, parametersOn(service, day)) };
}

/** What somebody may take; undefined where they are not entitled, or it is not known to how much. */
function rightOf(
  gov: Government,
  person: string,
  { price, entitlement }: Programme,
  { trace }: Seen,
): NewEntitlement | undefined {
  if (trace.eligible !== 'yes') return undefined;
  const amount = minorUnits(gov, trace.amount);
  const cost = price ? minorUnits(gov, fromValue(evaluate(price, trace.scope))) : 0;
  if (!amount || cost === null) return undefined;
  const region = entitlement.facts.has(REGION_FACT) ? trace.scope[REGION_FACT] : undefined;
  return { person, amount, price: cost, region: typeof region === 'string' ? region : null };
}
