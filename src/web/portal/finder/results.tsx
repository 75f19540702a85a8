import { Paragraph, Section, SectionNav } from '../../../design/index.ts';
import { type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type Finding, GROUPS, type Group } from '../../../services/index.ts';
import { FindingCard } from './card.tsx';
import { FindingLine } from './line.tsx';
import { FINDER } from './words.ts';

interface ResultsProps {
  gov: Government;
  locale: Locale;
  findings: readonly Finding[];
}

const TITLES: Record<Group, Text> = {
  yes: FINDER.groupYes,
  likely: FINDER.groupLikely,
  need: FINDER.groupNeed,
  later: FINDER.groupLater,
  applied: FINDER.groupApplied,
  no: FINDER.groupNo,
  closed: FINDER.groupClosed,
};

/** All results by how they come out, and within that by what they are worth. */
export function Results({ gov, locale, findings }: ResultsProps) {
  const groups = GROUPS.flatMap((group) => {
    const members = findings.filter((finding) => finding.group === group);
    return members.length > 0 ? [{ group, members }] : [];
  });
  const titled = groups.map(({ group, members }) => ({
    id: `group-${group}`,
    group,
    members,
    text: say(FINDER.groupCount, locale, { title: TITLES[group][locale], count: members.length }),
  }));
  return (
    <>
      <SectionNav locale={locale} items={titled} />
      {titled.map(({ id, group, members, text }) => (
        <Section id={id} title={text} key={id}>
          {(group === 'yes' || group === 'likely') && members.length > 1 && (
            <Paragraph size="s">{FINDER.order[locale]}</Paragraph>
          )}
          {isLine(group) ? (
            members.map((finding) => <FindingLine key={finding.id} gov={gov} locale={locale} finding={finding} />)
          ) : (
            <div class="md-findings">
              {members.map((finding) => (
                <FindingCard
                  key={finding.id}
                  gov={gov}
                  locale={locale}
                  finding={finding}
                  isOneOfSeveral={findings.filter(({ service }) => service === finding.service).length > 1}
                />
              ))}
            </div>
          )}
        </Section>
      ))}
    </>
  );
}

/** Whether results of a group are shown as lines: what cannot be applied for now takes little room. */
const isLine = (group: Group): boolean => group === 'need' || group === 'no' || group === 'closed';
