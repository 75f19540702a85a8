import { Details } from '../../../design/index.ts';
import { say } from '../../../kernel/index.ts';
import { hrefOf, type PartProps, ReasonsOf, StillOpen, When, Worth } from './parts.tsx';
import { Unmet } from './unmet.tsx';
import { FINDER } from './words.ts';

/** A result that cannot be applied for now, in a few lines: what it waits for, or why not. */
export function FindingLine({ gov, locale, finding }: PartProps) {
  const { group, service, unmet } = finding;
  const part = { gov, locale, finding };
  return (
    <article class="md-finding-line">
      <h3 class="md-finding-line__title">
        <a class="govuk-link" href={hrefOf(gov, finding)}>
          {service.title[locale]}
        </a>
        <span class="md-finding__agency">{gov.pack.agencies.get(service.agency)!.title[locale]}</span>
      </h3>
      {group === 'no' && unmet.length > 0 ? (
        <Details
          summary={say(FINDER.whyNot, locale, { clauses: unmet.map(({ clause }) => clause.text[locale]).join(' · ') })}
        >
          <Unmet {...part} />
        </Details>
      ) : (
        <>
          <Worth {...part} />
          {(group === 'closed' || finding.window) && <When {...part} />}
          <StillOpen {...part} />
          <ReasonsOf {...part} />
        </>
      )}
    </article>
  );
}
