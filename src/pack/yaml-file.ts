import { constructFromEvents, type Event, parseEvents, YAMLException } from 'js-yaml';
import type { PackProblem } from './problems.ts';
import { EventTree, type Found } from './yaml-events.ts';

/** Keys and indexes from a file's root to a value. */
export type YamlPath = readonly (string | number)[];

/** A place within a text, such as an expression; both count from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** What the parser says in the words of its own trade. */
const PLAINLY: Readonly<Record<string, string>> = { 'duplicated mapping key': 'this key is written twice' };

/** One YAML file of a pack, which knows where each value stands and collects what is wrong with it. */
export class YamlFile {
  readonly name: string;
  /** Undefined where the file cannot be read. */
  readonly value: unknown;
  readonly problems: PackProblem[];
  readonly #text: string;
  #events: readonly Event[] = [];
  #tree: EventTree | undefined;
  #findInWhole: ((path: YamlPath) => Found) | undefined;

  /**
   * The first syntax error, or a key written twice, is recorded as a problem.
   * @param name the path to show.
   * @param part of a file that is read already: what it says, and where its problems go.
   */
  constructor(name: string, text: string, part?: Pick<YamlFile, 'value' | 'problems'>) {
    this.name = name;
    this.#text = text;
    this.problems = part?.problems ?? [];
    this.value = part ? part.value : this.#read();
  }

  /** A part of this file as if it were one of its own; its mistakes are told here. @param placeOf a path of the part in this file. */
  part(value: unknown, placeOf: (path: YamlPath) => YamlPath): YamlFile {
    const part = new YamlFile(this.name, this.#text, { value, problems: this.problems });
    part.#findInWhole = (path) => this.#find(placeOf(path));
    return part;
  }

  #read(): unknown {
    try {
      const events = parseEvents(this.#text, { maxDepth: 50 });
      this.#events = events;
      const documents = constructFromEvents(events, { source: this.#text, maxAliases: 0 });
      if (documents.length > 1) this.#report(0, 'this file holds more than one document');
      return documents[0];
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      this.#report(error.mark?.position ?? 0, PLAINLY[error.reason] ?? error.reason);
      return undefined;
    }
  }

  /** Records a mistake in the value at a path, or in the nearest value above it that exists. */
  mistake(path: YamlPath, message: string): void {
    this.#report(this.#find(path).offset, message);
  }

  /** Records a mistake in a key. */
  mistakeInKey(path: YamlPath, message: string): void {
    const { offset, keyOffset, isWhole } = this.#find(path);
    this.#report(isWhole ? (keyOffset ?? offset) : offset, message);
  }

  /** Records a mistake at a place within a text, such as the seventh character of an expression. */
  mistakeWithin(path: YamlPath, place: Place, message: string): void {
    const { textOffset, indent } = this.#find(path);
    const start = this.#placeOf(textOffset);
    const isFirst = place.line === 1;
    this.problems.push({
      file: this.name,
      line: start.line + place.line - 1,
      column: place.column + (isFirst ? start.column - 1 : 0) + indent,
      message,
    });
  }

  /** Places are looked for only once there is a mistake: a right pack never needs them. */
  #find(path: YamlPath): Found {
    if (this.#findInWhole) return this.#findInWhole(path);
    this.#tree ??= new EventTree(this.#text, this.#events);
    return this.#tree.find(path);
  }

  #report(offset: number, message: string): void {
    this.problems.push({ file: this.name, ...this.#placeOf(offset), message });
  }

  #placeOf(offset: number): Place {
    const before = this.#text.slice(0, offset).split('\n');
    return { line: before.length, column: before.at(-1)!.length + 1 };
  }
}
