import { InsetText, List } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Demands, Finding } from '../../../services/index.ts';
import { LawOf } from '../../findings.tsx';
import { showValue } from '../../values.tsx';
import { DemandsText, DemandText, demandsOn, namesIn, titleOf } from './demands.tsx';
import { FINDER } from './words.ts';

interface UnmetProps {
  gov: Government;
  locale: Locale;
  finding: Finding;
}

/** Why not: each clause that is not met, the person's value beside the rule's, and what would change it. */
export function Unmet({ gov, locale, finding }: UnmetProps) {
  const { service, unmet } = finding;
  const demands = unmet.flatMap((one) => one.demands ?? []);
  return (
    <>
      <List
        items={unmet.map(({ clause, demands }) => (
          <>
            {clause.text[locale]} {clause.law && <LawOf locale={locale} law={clause.law} />}
            {demands && <SideBySide gov={gov} locale={locale} finding={finding} clause={clause.id} demands={demands} />}
          </>
        ))}
      />
      {demands.length === unmet.length && (
        <InsetText>
          {FINDER.wouldChange[locale]}
          <DemandsText gov={gov} locale={locale} service={service} demands={{ all: demands }} />
        </InsetText>
      )}
    </>
  );
}

/** A line for each value that a clause speaks of: what it is, and what it would have to be. */
function SideBySide({
  gov,
  locale,
  finding: { service, clauses },
  clause,
  demands,
}: UnmetProps & { clause: string; demands: Demands }) {
  const uses = clauses.find(({ id }) => id === clause)?.uses ?? [];
  return namesIn(demands).map((name) => {
    const fact = service.facts.get(name) ?? { type: 'date' };
    const own = uses.find((use) => use.name === name)?.value;
    return (
      <span class="md-finding__values" key={name}>
        <span>{titleOf(service, name)[locale]}</span>
        {own !== undefined && (
          <span>
            {FINDER.yours[locale]} <strong>{showValue(gov, locale, fact, own)}</strong>
          </span>
        )}
        <span>
          {FINDER.rule[locale]}{' '}
          {demandsOn(demands, name).map((demand, at) => (
            <span key={at}>
              {at > 0 && ' · '}
              <DemandText gov={gov} locale={locale} service={service} demand={demand} />
            </span>
          ))}
        </span>
      </span>
    );
  });
}
