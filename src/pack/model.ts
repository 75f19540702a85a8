import type { Currency, Day, Era, Locale, Text, WorkCalendar, World } from '../kernel/index.ts';
import type { Rule, Tree } from '../rules/index.ts';
import type { CredentialType } from './model-credential.ts';
import type { Bundle } from './model-data-use.ts';
import type { DemoShop, Outline, Place, Programme, ShopMaking } from './model-programme.ts';
import type { RelyingParty } from './model-relying-party.ts';
import type { Standard } from './model-standard.ts';
import type {
  EffectYaml,
  ExampleYaml,
  FactTypeName,
  FactYaml,
  LawYaml,
  LifeEventYaml,
  PackYaml,
  ParameterYaml,
  PeopleYaml,
  RegistryYaml,
} from './schema.ts';

/** A running government: what the process has, and the pack that it serves. Every room above works on one. */
export interface Government extends World {
  pack: Pack;
  /** The origin of the public log that its acts go to. */
  logOrigin: string;
}

/** A pack that has been read, checked as a whole and compiled. */
export interface Pack {
  id: string;
  title: Text;
  folder: string;
  locale: Locale;
  /** ISO 3166-1 alpha-2: where its agencies are. */
  country: string;
  timeZone: string;
  currency: Currency;
  era: Era | undefined;
  brand: PackYaml['brand'];
  people: PackYaml['people'];
  numbering: Numbering;
  topics: Readonly<Record<string, Text>>;
  /** The fields by which a simulation tells who is affected. */
  simulation: NonNullable<PackYaml['simulation']>;
  appeal: { period: PeriodOfTime; title: Text; law: LawRef };
  calendar: WorkCalendar;
  /** Acts of law by the short name that citations use. */
  acts: PackYaml['acts'];
  agencies: ReadonlyMap<string, Agency>;
  funds: ReadonlyMap<string, Fund>;
  /** Who pays what leaves for bank accounts. */
  treasury: Treasury | undefined;
  registries: ReadonlyMap<string, Registry>;
  /** What data of an industry is called, each version by its id: `finance/income@1`. */
  standards: ReadonlyMap<string, Standard>;
  services: ReadonlyMap<string, Service>;
  lifeEvents: ReadonlyMap<string, LifeEvent>;
  programmes: ReadonlyMap<string, Programme>;
  /** What agencies vouch for, and people carry. */
  credentials: ReadonlyMap<string, CredentialType>;
  /** Who may ask people for what, and what for. */
  relyingParties: ReadonlyMap<string, RelyingParty>;
  /** What people often hand over together. */
  bundles: ReadonlyMap<string, Bundle>;
  /** What its files say, for those of relying parties that an installation registers later. */
  written: WrittenPack;
  /** Parts of the country and classes of shops that programmes speak of, with their names. */
  regions: Readonly<Record<string, Text>>;
  shopClasses: Readonly<Record<string, Text>>;
  /** Where paper can be picked up. */
  places: ReadonlyMap<string, Place>;
  outline: Outline;
  /** Shops of the demo that are written out; `demoShops` also gives those that a seed makes. */
  shops: readonly DemoShop[];
  demo: PeopleYaml;
  /** Makes the demo's people beyond the personas; registry rows, by registry, in the form of an import file. */
  population: Population;
  /** What the demo's shops beyond those are made from. */
  shopMaking: ShopMaking | undefined;
  /** SHA-256 of all files: a case remembers under which it was decided. */
  version: string;
}

/** Of a pack's files, what rules of other files may speak of. */
export interface WrittenPack {
  pack: PackYaml;
  facts: Readonly<Record<string, FactYaml>>;
  parameters: Readonly<Record<string, ParameterYaml>>;
}

/** A citation as a file gives it, with the act's name in each language and where to read it. */
export type LawRef = LawYaml & { title?: Text; url?: string };

export interface Agency {
  id: string;
  title: Text;
  roles: Readonly<Record<string, Text>>;
}

export interface Fund {
  id: string;
  agency: string;
  title: Text;
  /** Minor units. */
  budget: number;
}

export interface Treasury {
  agency: string;
  /** At the agency: whose officers send payment files to the bank. */
  role: string;
  /** As the bank knows it. */
  name: string;
  bankAccount: string;
  /** By BIC (ISO 9362), or by its number in a clearing system. */
  bank: NonNullable<PackYaml['treasury']>['bank'];
}

export type Registry = Omit<RegistryYaml, 'law'> & {
  law: LawRef | undefined;
  /** Every field through which a record is found: the subject and `people`. */
  foundBy: readonly string[];
};

/**
 * Where a fact comes from. A registry's field is read from the record of the person in the role `person`, but from the
 * very record that the application is about where the service's `about` names that registry.
 */
export type Source =
  | { kind: 'registry'; registry: string; field: string; person: string }
  | { kind: 'count'; registry: string; field: string; person: string; where: Tree | undefined }
  | { kind: 'each'; members: string; take: Readonly<Record<string, { registry: string; field: string }>> }
  | { kind: 'granted'; service: string }
  | {
      kind: 'asked';
      label: Text;
      hint: Text | undefined;
      format: string | undefined;
      when: Tree | undefined;
      /** A card out of a wallet that answers it. */
      card?: CardSource | undefined;
    }
  | { kind: 'derived'; tree: Tree };

/** What of which credential answers a question. */
export interface CardSource {
  /** Id of the credential. */
  type: string;
  /** As its file names it: `address.region`. */
  claim: string;
  /** Whether nothing else does: what somebody says of themself is not taken. */
  only: boolean;
}

/** What a file may state, or the records that `each` collects, one per person. */
export type FactType = FactTypeName | 'records';

export interface Fact {
  name: string;
  type: FactType;
  title: Text;
  unit: string | undefined;
  /** The values of an enum with their names. */
  options: Readonly<Record<string, Text>> | undefined;
  /** Of records: what each of them holds. */
  fields: Readonly<Record<string, RegistryYaml['fields'][string]>> | undefined;
  optional: boolean;
  source: Source;
  /** How it is asked of somebody for whom no registry is looked into. */
  question: { label: Text; hint: Text | undefined } | undefined;
}

/** A day count from a law: calendar days, or days on which offices work. */
export interface PeriodOfTime {
  days: number;
  working: boolean;
}

/** Days on which a service can be applied for, both included. */
export interface Window {
  from: Day;
  until: Day;
  /** False where nobody has compared the days with the official announcement. */
  checked: boolean;
}

export interface Clause {
  id: string;
  tree: Tree;
  text: Text;
  law: LawRef | undefined;
}

export interface Parameter {
  name: string;
  title: Text;
  unit: string | undefined;
  /** A table: the unit of the number by which it is looked up, and whether its values are rates of brackets. */
  by: string | undefined;
  marginal: boolean;
  values: Readonly<Record<Day, number | Readonly<Record<string, number>>>>;
  /** The dates whose values nobody has compared with the official text. */
  unchecked: readonly Day[];
  law: LawRef;
}

export interface Agreement {
  who: readonly string[];
  when: Tree | undefined;
  text: Text;
  law: LawRef;
}

/** An effect with its expressions compiled. Amounts are in the currency's unit, not in minor units. */
export type Effect =
  | {
      verb: 'record';
      registry: string;
      target: { kind: 'new'; role: string } | { kind: 'person'; role: string } | { kind: 'about' };
      set: Readonly<Record<string, Tree>>;
      add: Readonly<Record<string, string>>;
    }
  | { verb: 'pay'; fund: string; to: string; amount: Tree; monthly: { from: Tree; until: Tree } | undefined }
  | { verb: 'notify'; to: string; title: Text; body: Text }
  /** The facts that say what a shop is called and where it is; its owner is the person of the service. */
  | { verb: 'enrol'; person: string; facts: Readonly<Record<EnrolFact, string>> }
  /** The fact with the code of what an organisation has handed in that wants to receive data, and who did so. */
  | { verb: 'receive'; person: string; enrolment: string }
  /** To a role, of the record of another one where it is not about its holder; of the case's own record, where there is none. */
  | {
      verb: 'issue';
      credential: string;
      to: string;
      about: { kind: 'holder' | 'matter' } | { kind: 'person'; role: string };
    };

export type EnrolFact = 'shop' | 'owner' | 'number' | 'class' | 'region' | 'address' | 'to';

/** An example with what it shares with the others filled in; `in` holds facts and roles. Only a programme has a price, a credential claims. */
export type Example = Omit<ExampleYaml, 'in' | 'without' | 'out'> & {
  in: Readonly<Record<string, unknown>>;
  out: ExampleYaml['out'] & { price?: number; claims?: Readonly<Record<string, unknown>> };
};

export interface Service {
  id: string;
  agency: string;
  title: Text;
  summary: Text;
  keywords: Text | undefined;
  /** Whether people who ask what they could get are told of it. */
  inFinder: boolean;
  topics: readonly string[];
  /** When it can be applied for; always, where there is none. */
  window: readonly Window[];
  law: readonly LawRef[];
  about: string | undefined;
  /** The role whose service it is; `applicant` unless stated. */
  for: string;
  /** The roles that may apply. */
  apply: readonly string[];
  asOf: string | undefined;
  facts: ReadonlyMap<string, Fact>;
  parameters: ReadonlyMap<string, Parameter>;
  clauses: readonly Clause[];
  review: readonly Clause[];
  amount: Tree | undefined;
  /** The amount's unit, such as the currency, or the currency in a month. */
  amountUnit: string | undefined;
  /** What it is worth to the person in all, in the currency's unit; may speak of `amount`. The amount unless stated. */
  worth: Tree | undefined;
  /** What those are told whom the registries show to be eligible. */
  offer: { title: Text; body: Text } | undefined;
  agree: Agreement | undefined;
  decide: { auto: boolean; role: string; within: PeriodOfTime };
  effects: readonly Effect[];
  examples: readonly Example[];
  /** Clauses, derivations, flags and amount in the form that `rules` decides. */
  rule: Rule;
  /** Roles that come into being when it is granted. */
  creates: readonly string[];
  /** Services that are decided before it: those that make a person it speaks of, and those whose grant it looks at. */
  after: readonly string[];
  /** SHA-256 of its file. */
  version: string;
}

/** Its services stand in an order in which each comes after those that it needs. */
export type LifeEvent = LifeEventYaml;
export type { EffectYaml };

/** How people are numbered in a country: an adapter in `packs/<id>/adapters.ts`. */
export interface Numbering {
  /** Undefined when the number is right, otherwise what is wrong with it. */
  check(number: string): Text | undefined;
  /** The number of a new person; `serial` (0 to 9,999,999) is one that nobody has. */
  make(serial: number, person: { sex: string; born_on: Day; area?: string }): string;
}

/** A row of an import file: people by their national number, dates as YYYY-MM-DD, lists as arrays. */
export interface ImportRow {
  registry: string;
  row: Record<string, unknown>;
}

/** Rows of an import file, by registry, made from a seed: the same seed and day give the same people. */
export type Population = (seed: number, count: number, today: Day) => Iterable<ImportRow>;

/** What a pack's `adapters.ts` exports. */
export interface Adapters {
  numberings: Readonly<Record<string, Numbering>>;
  population: Population;
  /** Where there are no programmes, there need be no shops. */
  shops?: ShopMaking;
}
