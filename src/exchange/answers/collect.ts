import { type Db, dayOf } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Purpose, type Reading, type ReadRequest, readEach } from '../../registry/index.ts';
import type { ValidConsent } from '../consents/index.ts';
import {
  answerStatement,
  onlyWhether,
  pathOf,
  readsOf,
  standardForm,
  type Template,
  type Wish,
} from '../templates/index.ts';

/** What is to be told by which consent. */
export interface Telling {
  template: Template;
  consent: ValidConsent;
  /** No more than the consent and the template have. */
  wish: Wish;
}

/** What a receiver is told. */
export interface Collected {
  /** By registry and field. A field that the registry does not hold is null: it is known to be absent. */
  data: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** By id. Null where what is known does not tell. */
  statements: Readonly<Record<string, boolean | null>>;
  /** Registries that did not answer: of them nothing is known, not even that there is nothing. */
  unanswered: readonly string[];
}

/**
 * Reads what people have agreed to have told, all of it together. What is handed over and what statements rest on are
 * disclosures of their own, so that the person sees which values stayed.
 * @returns by the order of the tellings.
 */
export async function collect(tx: Db, gov: Government, tellings: readonly Telling[]): Promise<Collected[]> {
  const looks = tellings.flatMap(looksOf);
  const readings = await readEach(tx, gov, looks);
  return tellings.map((telling, nth) => collected(gov, telling, readings[2 * nth]!, readings[2 * nth + 1]!));
}

/** Two looks: at what is handed over, and at what statements rest on. */
function looksOf({ template, consent, wish }: Telling): ReadRequest[] {
  const { id, person } = consent;
  const [law] = template.law;
  const look = (part: Wish, text: Purpose['text']): ReadRequest => ({
    reader: { kind: 'party', party: template.party.id, use: template.use },
    purpose: { text, ...(law && { law }) },
    basis: { kind: 'consent', consent: id },
    reads: readsOf(template, part).map((read) => ({ ...read, person })),
  });
  const titles = template.statements.filter((one) => wish.statements.includes(one.id)).map(({ title }) => title);
  return [
    look({ ...wish, statements: [] }, template.purpose),
    look({ ...wish, fields: [] }, onlyWhether(template.purpose, titles)),
  ];
}

function collected(
  gov: Government,
  { template, wish }: Telling,
  told: readonly Reading[],
  rested: readonly Reading[],
): Collected {
  const known = Object.fromEntries(rested.flatMap(valuesByPath));
  const holds = (id: string) => answerStatement(gov, template, id, known, dayOf(gov.clock.now(), gov.pack.timeZone));
  return {
    data: standardForm(
      template,
      Object.fromEntries(told.filter(isAnswered).map(({ read, values }) => [read.registry, values])),
    ),
    statements: Object.fromEntries(wish.statements.map((id) => [id, holds(id) ?? null])),
    unanswered: [...new Set([...told, ...rested].filter((one) => !isAnswered(one)).map(({ read }) => read.registry))],
  };
}

/** Whether the registry was there to be asked. */
const isAnswered = ({ asked }: Reading): boolean => asked?.state !== 'unanswered';

/** What was read, each value with its path. */
const valuesByPath = ({ read: { registry }, values }: Reading): [path: string, value: unknown][] =>
  Object.entries(values).map(([field, value]) => [pathOf({ registry, field }), value]);
