import type { ComponentChildren } from 'preact';
import {
  ButtonLink,
  DateText,
  Details,
  Heading,
  InsetText,
  Link,
  List,
  NotificationBanner,
  Paragraph,
  Section,
  SummaryList,
} from '../../design/index.ts';
import { type Locale, say, type Text } from '../../kernel/index.ts';
import { type CheckId, decodeLeaf, type Leaf, parsePolicy, type Receipt } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { Breakable } from './breakable.tsx';
import { actText, FINDINGS, PROOF } from './proof-words.ts';
import { Outcomes } from './receipt-outcome.tsx';

/** What opens the commitment in a leaf; only its owner gets it. */
interface Opening {
  salt: string;
  content: unknown;
}

interface ProofProps {
  gov: Government;
  locale: Locale;
  entry: string;
  receipt: Receipt;
  /** Where the receipt is as a file. */
  file: string;
  opening?: Opening | undefined;
  /** Nobody can open the leaf any more. */
  isErased?: boolean | undefined;
  /** What was recorded, where the reader may see it. */
  children?: ComponentChildren;
}

/** A receipt for people: what was done, the check, what it does not prove, and the bytes for whoever wants them. */
export function Proof({ gov, locale, entry, receipt, file, opening, isErased, children }: ProofProps) {
  const leafBytes = Buffer.from(receipt.leaf, 'base64');
  const leaf = decodeLeaf(leafBytes);
  const isWitnessed = parsePolicy(receipt.policy).quorum !== 'none';
  return (
    <>
      <Facts gov={gov} locale={locale} leaf={leaf} receipt={receipt} />
      <Check locale={locale} entry={entry} opening={opening} zone={gov.pack.timeZone} isWitnessed={isWitnessed} />
      <ButtonLink href={file} variant="secondary">
        {PROOF.download[locale]}
      </ButtonLink>
      <Paragraph>
        <Link href="/log/verify">{PROOF.checkFile[locale]}</Link>
      </Paragraph>
      {children}
      <Section id="limits" title={PROOF.limits[locale]}>
        <List items={limitsOf(locale, { hasContent: opening !== undefined, isErased, isWitnessed })} />
      </Section>
      <Technical locale={locale} leaf={leafBytes.toString('utf8')} receipt={receipt} salt={opening?.salt} />
    </>
  );
}

function Facts({ gov, locale, leaf, receipt }: Pick<ProofProps, 'gov' | 'locale' | 'receipt'> & { leaf: Leaf }) {
  const { index, size } = receipt;
  const rows = [
    { key: PROOF.act[locale], value: actText(leaf.kind)[locale] },
    { key: PROOF.agency[locale], value: gov.pack.agencies.get(leaf.agency)?.title[locale] ?? leaf.agency },
    {
      key: PROOF.at[locale],
      value: <DateText locale={locale} iso={leaf.at} zone={gov.pack.timeZone} form="time" />,
    },
    { key: PROOF.place[locale], value: say(PROOF.placeOf, locale, { place: index + 1, size }) },
  ];
  return <SummaryList locale={locale} rows={rows} />;
}

interface CheckProps extends Pick<ProofProps, 'locale' | 'entry' | 'opening'> {
  zone: string;
  /** Whether the log asks any witness. */
  isWitnessed: boolean;
}

/**
 * What the island `verify` fills: the server's word stands until the browser has looked for itself, then one of the
 * outcomes shows, with the findings of each check. All words are here already, in the reader's language.
 */
function Check({ locale, entry, opening, zone, isWitnessed }: CheckProps) {
  const checks = (Object.keys(FINDINGS) as CheckId[]).filter((id) => id !== 'content-matches' || opening);
  return (
    <div data-receipt={entry} data-opening={opening && JSON.stringify(opening)}>
      <div data-outcome="server">
        <InsetText>
          <Paragraph>{PROOF.serverSays[locale]}</Paragraph>
          <Paragraph>{PROOF.checkYourself[locale]}</Paragraph>
        </InsetText>
      </div>
      <div aria-live="polite">
        <Outcomes locale={locale} findings={<Findings locale={locale} checks={checks} isWitnessed={isWitnessed} />} />
        <WitnessList locale={locale} zone={zone} />
      </div>
    </div>
  );
}

/** Where an island lists the witnesses whose signatures it found good, each by `data-pattern`. */
export function WitnessList({ locale, zone }: { locale: Locale; zone: string }) {
  return (
    <div data-witnesses hidden>
      <Heading level={2} size="s">
        {PROOF.witnesses[locale]}
      </Heading>
      <ul
        class="govuk-list govuk-list--bullet"
        data-pattern={PROOF.witnessedAt[locale]}
        data-untimed={PROOF.witnessedUntimed[locale]}
        data-zone={zone}
      />
    </div>
  );
}

type FindingsProps = Pick<CheckProps, 'locale' | 'isWitnessed'> & { checks: readonly CheckId[] };

function Findings({ locale, checks, isWitnessed }: FindingsProps) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {checks.flatMap((id) => {
        const { ok, failed, unknown }: Record<'ok' | 'failed' | 'unknown', Text> = FINDINGS[id];
        const holds = id === 'checkpoint-witnessed' && !isWitnessed ? FINDINGS[id].alone : ok;
        return Object.entries({ ok: holds, failed, unknown }).map(([finding, text]) => (
          <li data-check={id} data-finding={finding} hidden key={`${id} ${finding}`}>
            {text[locale]}
          </li>
        ));
      })}
    </ul>
  );
}

interface Reach {
  hasContent: boolean;
  isErased: boolean | undefined;
  isWitnessed: boolean;
}

/** Whoever holds the content has compared it; to everyone else the log does not tell it. */
function limitsOf(locale: Locale, { hasContent, isErased, isWitnessed }: Reach): ComponentChildren[] {
  const { limitRight, limitLater, limitContent, limitHolder, limitKey, limitWitness } = PROOF;
  const ofContent = hasContent ? [limitHolder] : isErased ? [] : [limitContent];
  const limits = [limitRight, limitLater, ...ofContent, limitKey, ...(isWitnessed ? [limitWitness] : [])];
  return limits.map((text) => text[locale]);
}

interface TechnicalProps {
  locale: Locale;
  leaf: string;
  receipt: Receipt;
  salt: string | undefined;
}

function Technical({ locale, leaf, receipt, salt }: TechnicalProps) {
  const parts = [
    { title: PROOF.leaf, text: leaf },
    { title: PROOF.checkpoint, text: receipt.checkpoint },
    { title: PROOF.policy, text: receipt.policy },
    ...(salt ? [{ title: PROOF.salt, text: salt }] : []),
  ];
  return (
    <Details summary={PROOF.technical[locale]}>
      <SummaryList
        locale={locale}
        rows={parts.map(({ title, text }) => ({ key: title[locale], value: <Breakable text={text} /> }))}
      />
    </Details>
  );
}

/** An act that the log has not taken in yet. The island looks every second and opens the page again when it has. */
export function Pending({ locale, entry, here }: { locale: Locale; entry: string; here: string }) {
  return (
    <div data-receipt={entry} data-pending>
      <NotificationBanner locale={locale} heading={PROOF.pending[locale]}>
        <Paragraph>{PROOF.pendingHelp[locale]}</Paragraph>
        <Paragraph>
          <Link href={here}>{PROOF.lookAgain[locale]}</Link>
        </Paragraph>
      </NotificationBanner>
    </div>
  );
}
