import { ButtonLink, Tag, VisuallyHidden } from '../../../design/index.ts';
import { say } from '../../../kernel/index.ts';
import { STATE_TEXT } from '../../../services/index.ts';
import { matterText } from '../start.tsx';
import { hrefOf, type PartProps, ReasonsOf, StillOpen, When, Worth } from './parts.tsx';
import { FINDER } from './words.ts';

/** One result at a glance: what it is, how much, until when, and the way on. */
export function FindingCard({ gov, locale, finding, isOneOfSeveral }: PartProps & { isOneOfSeveral: boolean }) {
  const { service, matter } = finding;
  return (
    <article class={`md-finding md-finding--${finding.group}`}>
      <p class="md-finding__agency">{gov.pack.agencies.get(service.agency)!.title[locale]}</p>
      <h3 class="md-finding__title">
        <a class="govuk-link" href={hrefOf(gov, finding)}>
          {service.title[locale]}
        </a>
      </h3>
      {matter && isOneOfSeveral && <p class="md-finding__matter">{matterText(gov, matter, locale)}</p>}
      <Worth gov={gov} locale={locale} finding={finding} />
      <p class="md-finding__summary">{service.summary[locale]}</p>
      <When gov={gov} locale={locale} finding={finding} />
      {finding.after.map((earlier) => (
        <p class="md-finding__note" key={earlier.id}>
          {say(FINDER.decidedAfter, locale, { title: earlier.title[locale] })}
        </p>
      ))}
      <StillOpen gov={gov} locale={locale} finding={finding} />
      <div class="md-finding__foot">
        <WayOn gov={gov} locale={locale} finding={finding} />
        <ReasonsOf gov={gov} locale={locale} finding={finding} />
      </div>
    </article>
  );
}

function WayOn({ gov, locale, finding }: PartProps) {
  const { group, kase, service } = finding;
  const of = <VisuallyHidden> {service.title[locale]}</VisuallyHidden>;
  if (kase) {
    return (
      <>
        <Tag tone="info">{STATE_TEXT[kase.state][locale]}</Tag>
        <ButtonLink href={`/cases/${kase.id}`} variant="secondary">
          {FINDER.seeCase[locale]}
          {of}
        </ButtonLink>
      </>
    );
  }
  const text = group === 'yes' || group === 'likely' ? FINDER.apply : FINDER.see;
  return (
    <ButtonLink href={hrefOf(gov, finding)} variant="secondary">
      {text[locale]}
      {of}
    </ButtonLink>
  );
}
