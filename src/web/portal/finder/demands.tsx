import type { ComponentChildren } from 'preact';
import { isDay, type Locale, type Text } from '../../../kernel/index.ts';
import type { Government, Service } from '../../../pack/index.ts';
import type { Demand, Demands } from '../../../services/index.ts';
import { showValue } from '../../values.tsx';
import { Filled } from './filled.tsx';
import { DAY_RELATIONS, FINDER, RELATIONS } from './words.ts';

interface DemandProps {
  gov: Government;
  locale: Locale;
  service: Service;
}

/** What would have to be otherwise, as one sentence has it: `income: 1,500 or less · student: yes`. */
export function DemandsText({ demands, ...props }: DemandProps & { demands: Demands }): ComponentChildren {
  if ('all' in demands) return joined(demands.all, ' · ', props);
  if ('any' in demands) return joined(demands.any, FINDER.or[props.locale], props);
  return <OneDemand {...props} demand={demands} />;
}

const joined = (parts: readonly Demands[], between: string, props: DemandProps): ComponentChildren =>
  parts.map((part, at) => (
    <span key={at}>
      {at > 0 && between}
      <DemandsText {...props} demands={part} />
    </span>
  ));

function OneDemand({ gov, locale, service, demand }: DemandProps & { demand: Demand }) {
  return (
    <>
      {titleOf(service, demand.name)[locale]} <DemandText gov={gov} locale={locale} service={service} demand={demand} />
    </>
  );
}

/** `1,500 or less` */
export function DemandText({ gov, locale, service, demand }: DemandProps & { demand: Demand }) {
  const { name, relation, value } = demand;
  const fact = service.facts.get(name) ?? { type: 'date' };
  if (value === null) return <strong>{(relation === 'is' ? FINDER.absent : FINDER.present)[locale]}</strong>;
  const words = typeof value === 'string' && isDay(value) ? DAY_RELATIONS : RELATIONS;
  return (
    <strong>
      <Filled text={words[relation][locale]} value={showValue(gov, locale, fact, value)} />
    </strong>
  );
}

/** What a value is called; the day of application is no fact. */
export const titleOf = (service: Service, name: string): Text => service.facts.get(name)?.title ?? FINDER.appliedOn;

/** Each value of a demand by its name, in the order in which the condition speaks of them. */
export function namesIn(demands: Demands): string[] {
  if ('all' in demands) return [...new Set(demands.all.flatMap(namesIn))];
  return 'any' in demands ? [...new Set(demands.any.flatMap(namesIn))] : [demands.name];
}

/** What one value would have to be by a rule, where the condition says that of it alone. */
export function demandsOn(demands: Demands, name: string): Demand[] {
  if ('all' in demands) return demands.all.flatMap((part) => demandsOn(part, name));
  if ('any' in demands) return demands.any.flatMap((part) => demandsOn(part, name));
  return demands.name === name ? [demands] : [];
}
