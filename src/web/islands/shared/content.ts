import { dayText, instantText } from './outcome.ts';

/*
 * The content of an act as a list that people can compare with a paper, made where no server is asked: the words are in the
 * page. What they do not name is shown as it was recorded.
 */

/** What a fact of a service is called, and how its values are. */
interface FactWords {
  title: string;
  money?: true;
  options?: Record<string, string>;
}

/** Words for contents, in the page's language. */
export interface Dictionary {
  /** Names of members. */
  members: Record<string, string>;
  /** Words for values, by member and value. */
  values: Record<string, Record<string, string>>;
  /** Texts of clauses, by service and id. */
  clauses: Record<string, Record<string, string>>;
  /** How a clause's outcome is said of it, `{clause}` for its text. */
  outcomes: Record<string, string>;
  facts: Record<string, Record<string, FactWords>>;
  agencies: Record<string, string>;
  acts: Record<string, string>;
  /** How an act is called that has no word, `{kind}` for its kind. */
  otherAct: string;
  currency: { decimals: number; format: string };
  /** How a name and its value stand in a line. */
  pair: string;
  yes: string;
  no: string;
  none: string;
  zone: string;
}

/** Members of the outermost content come first where every act has them. */
const FIRST = ['kind', 'at', 'case', 'service'];

/** Members that are lists of clauses' ids. */
const CLAUSE_LISTS = ['because', 'flags'];

/** Members that hold facts of the service. */
const FACTS = ['shared', 'answers'];

type Members = Record<string, unknown>;
const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A content as a summary list; one that is no object as its JSON. */
export function contentList(content: unknown, words: Dictionary): HTMLElement {
  if (!isMembers(content)) return element('code', JSON.stringify(content));
  const service = String(content.service);
  const names = Object.keys(content);
  const ordered = [...FIRST.filter((name) => names.includes(name)), ...names.filter((name) => !FIRST.includes(name))];
  return summary(ordered.map((name) => [words.members[name] ?? name, shown(name, content[name], words, service)]));
}

function shown(name: string, value: unknown, words: Dictionary, service: string): Node {
  if (value === null || (Array.isArray(value) && value.length === 0)) return text(words.none);
  if (FACTS.includes(name) && isMembers(value)) return factList(value, words, service);
  if (Array.isArray(value)) return list(value.map((item) => itemText(name, item, words, service)));
  if (isMembers(value))
    return summary(
      Object.entries(value).map(([inner, held]) => [words.members[inner] ?? inner, shown(inner, held, words, service)]),
    );
  return text(plain(name, value, words));
}

/** One of several: a clause, or members in a line. */
function itemText(name: string, item: unknown, words: Dictionary, service: string): string {
  const clause = (id: unknown) => words.clauses[service]?.[String(id)] ?? String(id);
  if (CLAUSE_LISTS.includes(name)) return clause(item);
  if (name === 'need') return words.facts[service]?.[String(item)]?.title ?? String(item);
  if (!isMembers(item)) return plain(name, item, words);
  if (name === 'clauses')
    return (words.outcomes[String(item.outcome)] ?? '{clause}').replace('{clause}', () => clause(item.id));
  return Object.entries(item)
    .sort(([one], [other]) => Number(other === 'verb') - Number(one === 'verb'))
    .map(([inner, value]) =>
      words.pair
        .replace('{name}', () => words.members[inner] ?? inner)
        .replace('{value}', () => (isMembers(value) ? JSON.stringify(value) : plain(inner, value, words))),
    )
    .join(' · ');
}

function factList(facts: Members, words: Dictionary, service: string): HTMLElement {
  return summary(
    Object.entries(facts).map(([name, value]) => {
      const { title, money, options } = words.facts[service]?.[name] ?? { title: name };
      if (money && typeof value === 'number') return [title, text(amountText(value, words))];
      return [title, text(options?.[String(value)] ?? plain(name, value, words))];
    }),
  );
}

function plain(name: string, value: unknown, words: Dictionary): string {
  if (value === null || value === undefined) return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (name === 'amount' && typeof value === 'number') return amountText(value / 10 ** words.currency.decimals, words);
  if (typeof value === 'object') return JSON.stringify(value);
  if (name === 'at' && !Number.isNaN(Date.parse(String(value))))
    return instantText(new Date(String(value)), words.zone);
  if (/^\d{4}-\d\d-\d\d$/.test(String(value))) return dayText(String(value));
  const known = words.values[name];
  return (known && Object.hasOwn(known, String(value)) && known[String(value)]) || String(value);
}

/** @param amount in the currency itself, not in its minor unit. */
function amountText(amount: number, { currency: { decimals, format } }: Dictionary): string {
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return format.replace('{amount}', () => amount.toLocaleString('en', options));
}

function summary(rows: readonly (readonly [string, Node])[]): HTMLElement {
  const made = element('dl', '', 'govuk-summary-list');
  for (const [name, value] of rows) {
    const row = element('div', '', 'govuk-summary-list__row');
    const cell = element('dd', '', 'govuk-summary-list__value');
    cell.append(value);
    row.append(element('dt', name, 'govuk-summary-list__key'), cell);
    made.append(row);
  }
  return made;
}

function list(items: readonly string[]): HTMLElement {
  const made = element('ul', '', 'govuk-list');
  made.append(...items.map((item) => element('li', item)));
  return made;
}

function element(name: string, content: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = content;
  if (className) made.className = className;
  return made;
}

const text = (content: string): Text => document.createTextNode(content);
