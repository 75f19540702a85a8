import { ZenEngine } from '@gorules/zen-engine';
import { Engine, type RuleProperties } from 'json-rules-engine';
import { CLAUSES } from './rules-people.ts';

/** The same rules for other engines. */

type Person = Readonly<Record<string, unknown>>;

/** A condition of the benchmark's rules: `income > 3540000`, `student = true`, `region = "east"`. */
function partsOf(clause: string): { fact: string; op: string; value: unknown } {
  const [, fact, op, value] = /^(\w+) (\S+) (.+)$/.exec(clause)!;
  return { fact: fact!, op: op!, value: JSON.parse(value!) };
}

const POSITION = { x: 0, y: 0 };
const node = (id: string, type: string, content: object = {}) => ({ id, name: id, type, position: POSITION, content });

/**
 * ZEN on many people at once, in the way that was fastest of those tried: each rule one expression over the whole list,
 * so that facts cross into the engine once. Gives how many people meet each rule.
 */
export function zenEngine(): (people: readonly Person[]) => Promise<number[]> {
  const expressionFor = (clauses: readonly string[]) => {
    const tests = clauses.map(partsOf).map(({ fact, op, value }) => {
      return `#.${fact} ${op === '=' ? '==' : op} ${JSON.stringify(value)}`;
    });
    return `map(people, ${tests.join(' and ')})`;
  };
  const expressions = CLAUSES.map((clauses, at) => ({ id: `e${at}`, key: `r${at}`, value: expressionFor(clauses) }));
  const decision = new ZenEngine().createDecision({
    nodes: [
      node('in', 'inputNode'),
      node('rules', 'expressionNode', { expressions, passThrough: false, executionMode: 'single' }),
      node('out', 'outputNode'),
    ],
    edges: [
      { id: '1', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: '2', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  });
  return async (people) => {
    const { result } = await decision.evaluate({ people });
    return CLAUSES.map((_, at) => result[`r${at}`].filter((met: boolean) => met).length);
  };
}

const OPERATORS: Readonly<Record<string, string>> = {
  '=': 'equal',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
};

/** json-rules-engine, which takes people one by one. Gives how many people meet each rule. */
export function jsonRulesEngine(): (people: readonly Person[]) => Promise<number[]> {
  const rules = CLAUSES.map((clauses, at): RuleProperties => {
    const all = clauses.map(partsOf).map(({ fact, op, value }) => ({ fact, operator: OPERATORS[op]!, value }));
    return { conditions: { all }, event: { type: String(at) } };
  });
  const engine = new Engine(rules);
  return async (people) => {
    const counts = CLAUSES.map(() => 0);
    for (const person of people) {
      const { events } = await engine.run(person);
      for (const { type } of events) counts[Number(type)]! += 1;
    }
    return counts;
  };
}
