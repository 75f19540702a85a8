import {
  Button,
  ButtonGroup,
  Details,
  FileUpload,
  Heading,
  InsetText,
  Layout,
  List,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  SummaryList,
  TextArea,
} from '../../design/index.ts';
import type { Locale } from '../../kernel/index.ts';
import { FINDINGS, formatPolicy, LIMITS, policyOf } from '../../log/index.ts';
import type { KeptPage } from '../kept-page.ts';
import type { Site } from '../site.ts';
import { WORDS } from '../words.ts';
import { Command } from './example-command.tsx';
import { PROOF } from './proof-words.ts';
import { Outcome, Outcomes } from './receipt-outcome.tsx';
import { WitnessList } from './receipt-view.tsx';
import { dictionaryOf } from './verify-page-dictionary.ts';
import { VERIFY } from './verify-words.ts';

/**
 * The page on which anybody verifies a proof: from a file, or from the fragment of the address, which the QR code on a
 * printed decision holds. The island `verify-page` does it; the page is kept for when there is no network.
 */
export const VERIFY_PAGE: KeptPage = {
  path: '/log/verify',
  script: 'verify-page',
  summary: 'Verifies a proof in the browser of whoever reads it: from a file, or from the code on a printed decision',
  view: verifyPage,
};

function verifyPage(site: Site, context: PageContext): string {
  const { gov, log } = site;
  const { locale } = context;
  return renderPage(
    <Layout
      context={context}
      title={VERIFY.title[locale]}
      back={{ href: '/log', text: WORDS.publicLog[locale] }}
      scripts={['verify-page']}
    >
      <Heading>{VERIFY.title[locale]}</Heading>
      <Paragraph size="l">{VERIFY.lead[locale]}</Paragraph>
      <div
        data-verify={locale}
        data-policy={formatPolicy(policyOf(log))}
        data-dictionary={JSON.stringify(dictionaryOf(gov, locale))}
      >
        <div data-without-script>
          <InsetText>{VERIFY.noScript[locale]}</InsetText>
        </div>
        <div data-with-script hidden>
          <FileUpload
            locale={locale}
            name="file"
            label={VERIFY.file[locale]}
            labelSize="m"
            hint={VERIFY.fileHint[locale]}
            accept=".json,application/json"
          />
          <Result locale={locale} zone={gov.pack.timeZone} />
          <OwnKeys locale={locale} />
          <div data-kept hidden>
            <Paragraph size="s">{VERIFY.kept[locale]}</Paragraph>
          </div>
        </div>
      </div>
      <Section id="shows" title={VERIFY.proves[locale]}>
        <List items={Object.values(FINDINGS).map(({ ok }) => ok[locale])} />
      </Section>
      <Section id="limits" title={VERIFY.limits[locale]}>
        <List items={Object.values(LIMITS).map((text) => text[locale])} />
      </Section>
      <Section id="elsewhere" title={VERIFY.elsewhere[locale]}>
        <Paragraph>{VERIFY.elsewhereHelp[locale]}</Paragraph>
        <Command
          label={VERIFY.command[locale]}
          text={`npx madang verify FILE.receipt.json --policy MY-KEYS.policy --lang ${locale}`}
        />
      </Section>
    </Layout>,
  );
}

/** What the island fills: notes on where things stand, one of the outcomes, and what the file claims. */
function Result({ locale, zone }: { locale: Locale; zone: string }) {
  const notes = ['badCode', 'notYet', 'unreachable', 'needsFile'] as const;
  return (
    <div id="result">
      <div aria-live="polite">
        {notes.map((name) => (
          <div data-note={name} hidden key={name}>
            <InsetText>{VERIFY[name][locale]}</InsetText>
          </div>
        ))}
        <Outcomes locale={locale} words={VERIFY} findings={<ul class="govuk-list" data-findings />} />
        <Fault name="unreadable" title={VERIFY.unreadable[locale]} />
        <Fault name="noEntry" title={PROOF.disproved[locale]} text={VERIFY.noEntry[locale]} />
      </div>
      <div data-claims hidden>
        <p class="govuk-body" data-fill="meaning" />
        <Claims locale={locale} />
        <WitnessList locale={locale} zone={zone} />
      </div>
      <div data-content hidden>
        <Section id="content" title={VERIFY.content[locale]}>
          <div data-proved hidden>
            <Paragraph>{VERIFY.contentHelp[locale]}</Paragraph>
          </div>
          <div data-unproved hidden>
            <InsetText>{VERIFY.contentUnproved[locale]}</InsetText>
          </div>
          <div data-list />
          <Details summary={VERIFY.toTheLetter[locale]}>
            <pre class="md-raw" data-fill="letter" />
          </Details>
        </Section>
      </div>
    </div>
  );
}

/** What is wrong with what was given, where no check could be made. Without a text the island says it. */
function Fault({ name, title, text }: { name: string; title: string; text?: string }) {
  return (
    <Outcome name={name}>
      <div class="govuk-error-summary" role="alert">
        <h2 class="govuk-error-summary__title">{title}</h2>
        <p class="govuk-body" data-fill={text ? undefined : 'fault'}>
          {text}
        </p>
      </div>
    </Outcome>
  );
}

function Claims({ locale }: { locale: Locale }) {
  const rows = [
    { name: 'act', key: PROOF.act },
    { name: 'agency', key: PROOF.agency },
    { name: 'at', key: PROOF.at },
    { name: 'log', key: VERIFY.log },
    { name: 'place', key: PROOF.place, pattern: PROOF.placeOf[locale] },
    { name: 'keys', key: VERIFY.keys },
  ];
  return (
    <SummaryList
      locale={locale}
      rows={rows.map(({ name, key, pattern }) => ({
        key: key[locale],
        value: <span data-fill={name} data-pattern={pattern} />,
      }))}
    />
  );
}

function OwnKeys({ locale }: { locale: Locale }) {
  return (
    <Details summary={VERIFY.ownKeys[locale]} id="own-keys">
      <Paragraph>{VERIFY.ownKeysHelp[locale]}</Paragraph>
      <TextArea locale={locale} name="policy" label={VERIFY.policy[locale]} rows={6} spellCheck={false} />
      <ButtonGroup>
        <Button type="button" variant="secondary" id="keep-keys">
          {VERIFY.keepKeys[locale]}
        </Button>
        <Button type="button" variant="secondary" id="forget-keys">
          {VERIFY.forgetKeys[locale]}
        </Button>
      </ButtonGroup>
      <p
        class="govuk-body"
        role="status"
        data-keys-said
        data-kept-text={VERIFY.keysKept[locale]}
        data-forgotten-text={VERIFY.keysForgotten[locale]}
        data-wrong-text={VERIFY.keysWrong[locale]}
      />
    </Details>
  );
}
