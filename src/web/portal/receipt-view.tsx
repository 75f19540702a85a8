import type { ComponentChildren } from 'preact';
import {
  ButtonLink,
  DateText,
  Details,
  InsetText,
  Link,
  List,
  NotificationBanner,
  Paragraph,
  Section,
  SummaryList,
} from '../../design/index.ts';
import { type Locale, say } from '../../kernel/index.ts';
import { type CheckId, decodeLeaf, type Leaf, type Receipt } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { Breakable } from './breakable.tsx';
import { actText, FINDINGS, PROOF } from './proof-words.ts';

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
  /** What was recorded, where the reader may see it. */
  children?: ComponentChildren;
}

/** A receipt for people: what was done, the check, what it does not prove, and the bytes for whoever wants them. */
export function Proof({ gov, locale, entry, receipt, file, opening, children }: ProofProps) {
  const leafBytes = Buffer.from(receipt.leaf, 'base64');
  const leaf = decodeLeaf(leafBytes);
  return (
    <>
      <Facts gov={gov} locale={locale} leaf={leaf} receipt={receipt} />
      <Check locale={locale} entry={entry} opening={opening} />
      <ButtonLink href={file} variant="secondary">
        {PROOF.download[locale]}
      </ButtonLink>
      {children}
      <Section id="limits" title={PROOF.limits[locale]}>
        <List items={limitsOf(locale, opening !== undefined)} />
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

/**
 * What the island `verify` fills: the server's word stands until the browser has looked for itself, then one of the
 * outcomes shows, with the findings of each check. All words are here already, in the reader's language.
 */
function Check({ locale, entry, opening }: Pick<ProofProps, 'locale' | 'entry' | 'opening'>) {
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
        <Outcome name="checking">
          <InsetText>{PROOF.checking[locale]}</InsetText>
        </Outcome>
        <Outcome name="ok">
          <NotificationBanner
            locale={locale}
            tone="success"
            id="proved"
            title={PROOF.check[locale]}
            heading={PROOF.proved[locale]}
          >
            <Findings locale={locale} checks={checks} />
            <Paragraph>{PROOF.provedHelp[locale]}</Paragraph>
          </NotificationBanner>
        </Outcome>
        <Outcome name="failed">
          <div class="govuk-error-summary" role="alert">
            <h2 class="govuk-error-summary__title">{PROOF.disproved[locale]}</h2>
            <Findings locale={locale} checks={checks} />
            <Paragraph>{PROOF.disprovedHelp[locale]}</Paragraph>
          </div>
        </Outcome>
        <Outcome name="unknown">
          <NotificationBanner
            locale={locale}
            id="undecided"
            title={PROOF.check[locale]}
            heading={PROOF.undecided[locale]}
          >
            <Findings locale={locale} checks={checks} />
            <Paragraph>{PROOF.undecidedHelp[locale]}</Paragraph>
          </NotificationBanner>
        </Outcome>
      </div>
    </div>
  );
}

function Outcome({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div data-outcome={name} hidden>
      {children}
    </div>
  );
}

function Findings({ locale, checks }: { locale: Locale; checks: readonly CheckId[] }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {checks.flatMap((id) =>
        Object.entries(FINDINGS[id]).map(([finding, text]) => (
          <li data-check={id} data-finding={finding} hidden key={`${id} ${finding}`}>
            {text[locale]}
          </li>
        )),
      )}
    </ul>
  );
}

/** Whoever holds the content has compared it; to everyone else the log does not tell it. */
function limitsOf(locale: Locale, hasContent: boolean): ComponentChildren[] {
  const { limitRight, limitContent, limitKey, limitWitness } = PROOF;
  const limits = hasContent ? [limitRight, limitKey, limitWitness] : [limitRight, limitContent, limitKey, limitWitness];
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
    { title: PROOF.vkey, text: receipt.policy },
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
