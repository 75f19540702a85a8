import { DateText, InsetText, List, NotificationBanner, Paragraph, Table, Tag } from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { OperatedLog, WitnessNow } from '../../../log/index.ts';
import type { Site } from '../../site.ts';
import { agoText, countText, listText } from './numbers.ts';
import { TRUST } from './trust-words.ts';
import { type LogView, WITNESS_PATIENCE } from './view.ts';

interface WitnessesProps {
  site: Pick<Site, 'gov' | 'log'>;
  locale: Locale;
  view: LogView;
}

/** What is said where the log shows nothing new for want of witnesses. */
export function TooFewWitnesses({ site, locale, view: { stalledSince } }: WitnessesProps) {
  if (!stalledSince) return null;
  const [before, after] = TRUST.tooFewHelp[locale].split('{ago}');
  return (
    <NotificationBanner locale={locale} id="too-few" heading={TRUST.tooFew[locale]}>
      <Paragraph>
        {before}
        <DateText locale={locale} iso={stalledSince.toISOString()} zone={site.gov.pack.timeZone} form="time" />
        {after}
      </Paragraph>
    </NotificationBanner>
  );
}

/** Who else signs, how lately, and how many of them must. */
export function Witnesses({ site, locale, view }: WitnessesProps) {
  const { policy, demoWitnesses } = site.log;
  if (policy.witnesses.length === 0) return <Paragraph>{TRUST.noWitnesses[locale]}</Paragraph>;
  return (
    <>
      <Paragraph>{TRUST.witnessesHelp[locale]}</Paragraph>
      {demoWitnesses && <InsetText>{TRUST.demoWitnesses[locale]}</InsetText>}
      <Quorum policy={policy} locale={locale} />
      <Table
        id="witness-table"
        caption={TRUST.witnesses[locale]}
        captionHidden
        narrow="cards"
        rowHeaders
        columns={[
          { header: TRUST.witness[locale] },
          { header: TRUST.newestSigned[locale], numeric: true },
          { header: TRUST.when[locale] },
          { header: TRUST.witnessState[locale] },
        ]}
        rows={view.witnesses.map((witness) => [
          witness.name,
          witness.size === null ? '–' : countText(witness.size, locale),
          witness.at ? <time datetime={witness.at.toISOString()}>{agoText(witness.at, view.now, locale)}</time> : '–',
          <State witness={witness} view={view} locale={locale} key="state" />,
        ])}
      />
    </>
  );
}

function State({ witness, view, locale }: { witness: WitnessNow; view: LogView; locale: Locale }) {
  if (witness.size === null) return <Tag tone="neutral">{TRUST.never[locale]}</Tag>;
  return isBehind(witness, view) ? (
    <Tag tone="warning">{TRUST.behind[locale]}</Tag>
  ) : (
    <Tag tone="success">{TRUST.current[locale]}</Tag>
  );
}

/** Whether a witness has not signed what it has had time to sign. */
function isBehind({ size, behind }: WitnessNow, { now, checkpoint, stalledSince }: LogView): boolean {
  const shown = checkpoint?.size ?? 0;
  if (stalledSince) return (size ?? 0) <= shown;
  const since = checkpoint?.publishedAt ?? now;
  return behind && now.getTime() - since.getTime() > WITNESS_PATIENCE;
}

/** How many must have signed, in a sentence; groups of groups each with a line of their own. */
function Quorum({ policy, locale }: { policy: OperatedLog['policy']; locale: Locale }) {
  const { groups, quorum, witnesses } = policy;
  const asked = groups.find(({ name }) => name === quorum);
  if (quorum === 'none') return <Paragraph>{TRUST.quorumNone[locale]}</Paragraph>;
  if (!asked) return <Paragraph>{say(TRUST.quorumOne, locale, { name: quorum })}</Paragraph>;
  const named = new Set(witnesses.map(({ name }) => name));
  if (asked.members.every((member) => named.has(member))) {
    const values = { least: asked.least, count: asked.members.length };
    return <Paragraph>{say(TRUST.quorumOf, locale, values)}</Paragraph>;
  }
  return (
    <>
      <Paragraph>{say(TRUST.quorumGroups, locale, { name: quorum })}</Paragraph>
      <List
        items={groups.map(({ name, least, members }) =>
          say(TRUST.quorumGroup, locale, { name, least, members: listText(members, locale) }),
        )}
      />
    </>
  );
}
