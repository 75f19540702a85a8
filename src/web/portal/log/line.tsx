import {
  ButtonLink,
  DateText,
  Details,
  Heading,
  Layout,
  Link,
  List,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  SummaryList,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import { canonicalJson, type Leaf } from '../../../log/index.ts';
import type { Government } from '../../../pack/index.ts';
import { Breakable } from '../breakable.tsx';
import { PROOF } from '../proof-words.ts';
import { LINE } from './line-words.ts';
import { countText } from './numbers.ts';
import { kindText, StatementText, whoseText } from './statements.tsx';
import { TRUST } from './trust-words.ts';

interface LinePageProps {
  gov: Government;
  context: PageContext;
  leaf: Leaf;
  /** Its place, from 0. */
  index: number;
  /** How many lines are published. */
  size: number;
}

/** The page of one line: what it says, how to prove that it is there, and the lines beside it. */
export function linePage({ gov, context, leaf, index, size }: LinePageProps): string {
  const { locale } = context;
  const title = say(LINE.title, locale, { number: countText(index + 1, locale) });
  return renderPage(
    <Layout context={context} title={title} back={{ href: '/log', text: TRUST.backToLog[locale] }}>
      <Heading>{title}</Heading>
      <Facts gov={gov} locale={locale} leaf={leaf} index={index} size={size} />
      {leaf.statement && (
        <Section id="stated" title={LINE.stated[locale]}>
          <Paragraph>{LINE.statesItself[locale]}</Paragraph>
          <StatementText gov={gov} locale={locale} leaf={leaf} />
        </Section>
      )}
      <Section id="proof" title={LINE.proof[locale]}>
        <Paragraph>{LINE.proofHelp[locale]}</Paragraph>
        <ButtonLink href={`/log/entries/${index}/file`} variant="secondary">
          {PROOF.download[locale]}
        </ButtonLink>
        <Paragraph>
          <Link href="/log/verify">{LINE.checkFile[locale]}</Link>
        </Paragraph>
      </Section>
      <Details summary={LINE.raw[locale]}>
        <pre class="md-raw" lang="en">
          {canonicalJson(leaf)}
        </pre>
      </Details>
      <Neighbours locale={locale} index={index} size={size} />
    </Layout>,
  );
}

function Facts({ gov, locale, leaf, index, size }: Omit<LinePageProps, 'context'> & { locale: Locale }) {
  const place = say(LINE.placeOf, locale, { number: countText(index + 1, locale), size: countText(size, locale) });
  return (
    <SummaryList
      locale={locale}
      rows={[
        { key: PROOF.act[locale], value: kindText(leaf, locale) },
        { key: PROOF.agency[locale], value: whoseText(leaf, gov, locale) },
        {
          key: PROOF.at[locale],
          value: <DateText locale={locale} iso={leaf.at} zone={gov.pack.timeZone} form="time" />,
        },
        {
          key: LINE.place[locale],
          value: (
            <>
              {place}
              <Paragraph size="s">{say(LINE.countsFromZero, locale, { index })}</Paragraph>
            </>
          ),
        },
        ...(leaf.commitment
          ? [
              {
                key: LINE.commitment[locale],
                value: (
                  <>
                    <Breakable text={leaf.commitment} />
                    <Paragraph size="s">{LINE.commitmentHelp[locale]}</Paragraph>
                  </>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Neighbours({ locale, index, size }: { locale: Locale; index: number; size: number }) {
  const links = [
    index > 0 && (
      <Link href={`/log/entries/${index - 1}`} key="previous">
        {LINE.previous[locale]}
      </Link>
    ),
    index + 1 < size && (
      <Link href={`/log/entries/${index + 1}`} key="next">
        {LINE.next[locale]}
      </Link>
    ),
  ].filter((link) => link !== false);
  if (links.length === 0) return null;
  return (
    <nav aria-label={LINE.turns[locale]}>
      <List kind="plain" items={links} />
    </nav>
  );
}
