import { coverageOf, type Gap, print } from '../rules/index.ts';
import { readGiven } from './given.ts';
import type { Pack, Service } from './model.ts';

/** What the examples of a service leave untried, each as a line for its author. */
export function untriedIn(pack: Pack, service: Service): string[] {
  const cases = service.examples
    .map((example) => readGiven(pack, service, example.in, example.on))
    .filter(({ strange, wrong }) => strange.length + wrong.length === 0);
  return coverageOf(service.rule, cases).map(lineOf);
}

function lineOf(gap: Gap): string {
  if ('clause' in gap)
    return gap.kind === 'yes'
      ? `no example meets the clause "${gap.clause}"`
      : `no example is a no for the clause "${gap.clause}" alone`;
  const where = gap.in === 'amount' ? 'the amount' : gap.in.replace('derived ', '');
  const truth = gap.kind === 'then' ? 'true' : 'not true';
  return `in ${where}, no example that is not a no has "${print(gap.condition)}" ${truth}`;
}
