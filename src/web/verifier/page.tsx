import { issuerOf, KEEPER, keysOf, originOf } from '../../credentials/index.ts';
import {
  Button,
  Details,
  Heading,
  InsetText,
  Layout,
  List,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  TextArea,
} from '../../design/index.ts';
import type { Locale } from '../../kernel/index.ts';
import type { KeptPage } from '../kept-page.ts';
import type { Site } from '../site.ts';
import { Verdict } from './verdict.tsx';
import { HOW, VERIFIER } from './words.ts';

/** The page on which anybody verifies a card: a shop, a policeman, a clerk. Nobody signs in, and no server is asked. */
export const VERIFIER_PAGE: KeptPage = {
  path: '/verifier',
  script: 'verifier',
  summary: 'Verifies cards that somebody shows, with no network too: for shops and whoever has to know',
  app: { name: VERIFIER.title, shortName: VERIFIER.shortName },
  view: verifierPage,
};

async function verifierPage(site: Site, context: PageContext): Promise<string> {
  const { locale } = context;
  return renderPage(
    <Layout context={context} title={VERIFIER.title[locale]} scripts={['verifier']}>
      <div data-verifier={locale} data-iss={originOf(site.gov)} data-roots={(await rootsOf(site)).join(' ')}>
        <div data-without-script>
          <Heading>{VERIFIER.title[locale]}</Heading>
          <InsetText>{VERIFIER.noScript[locale]}</InsetText>
        </div>
        <div data-scanning hidden>
          <Heading>{VERIFIER.title[locale]}</Heading>
          <Paragraph size="l">{VERIFIER.lead[locale]}</Paragraph>
          <Question locale={locale} />
          <Scanner locale={locale} />
          <Knowledge locale={locale} />
          <Section id="how" title={VERIFIER.how[locale]}>
            <List items={HOW.map((text) => text[locale])} />
          </Section>
        </div>
        <Verdict locale={locale} />
      </div>
    </Layout>,
  );
}

/** Certificates of who keeps the trust list, as base64 of DER: what everything else is held against. */
async function rootsOf({ gov }: Site): Promise<string[]> {
  await issuerOf(gov, KEEPER, gov.clock.now());
  const keys = await keysOf(gov.db, KEEPER);
  const roots = keys.filter(({ kind, state }) => kind === 'root' && state !== 'distrusted');
  return roots.map(({ certificate }) => Buffer.from(certificate).toString('base64'));
}

const SAID = ['asking', 'looking', 'read', 'denied', 'missing', 'busy', 'dark', 'slow'] as const;

/** The camera, and a field for those who have none. `islands/shared/camera.ts` reads into the field, and sends the form. */
function Scanner({ locale }: { locale: Locale }) {
  const words = Object.fromEntries(SAID.map((name) => [`data-${name}`, VERIFIER[name][locale]]));
  return (
    <form data-code-form>
      <div class="md-camera md-verifier__camera" data-camera="code" data-wanted="^CARD1:" data-waits {...words} hidden>
        <video class="md-camera__view" playsInline muted aria-label={VERIFIER.cameraView[locale]} hidden />
        <p class="md-camera__said" role="status" data-camera-said />
        <div class="govuk-button-group">
          <button class="govuk-button md-verifier__scan" type="button" data-camera-start hidden>
            {VERIFIER.cameraStart[locale]}
          </button>
          <button class="govuk-button govuk-button--secondary" type="button" data-camera-light hidden>
            {VERIFIER.cameraLight[locale]}
          </button>
        </div>
      </div>
      <div data-ask-place>
        <Button type="button" variant="secondary" id="ask">
          {VERIFIER.ask[locale]}
        </Button>
        <Paragraph size="s">{VERIFIER.askHelp[locale]}</Paragraph>
      </div>
      <Details summary={VERIFIER.paste[locale]} id="paste">
        <TextArea locale={locale} name="code" label={VERIFIER.pasteField[locale]} rows={4} spellCheck={false} />
        <Button variant="secondary">{VERIFIER.check[locale]}</Button>
      </Details>
    </form>
  );
}

/** The question on this screen, which the other phone scans before it shows its code. */
function Question({ locale }: { locale: Locale }) {
  return (
    <section class="md-question" data-question aria-labelledby="question-title" hidden>
      <h2 class="govuk-heading-m" id="question-title" tabIndex={-1}>
        {VERIFIER.question[locale]}
      </h2>
      <svg class="md-qr" role="img" aria-label={VERIFIER.question[locale]}>
        <rect class="md-qr__paper" width="100%" height="100%" />
        <path class="md-qr__ink" shape-rendering="crispEdges" />
      </svg>
      <Paragraph>{VERIFIER.questionHelp[locale]}</Paragraph>
      <Button type="button" variant="secondary" id="stop-asking">
        {VERIFIER.stopAsking[locale]}
      </Button>
    </section>
  );
}

/** What it knows, and of when. */
function Knowledge({ locale }: { locale: Locale }) {
  return (
    <div class="md-knowledge">
      <p class="govuk-body-s md-knowledge__age" role="status" data-age data-pattern={VERIFIER.dataOf[locale]}>
        {VERIFIER.loading[locale]}
      </p>
      <p class="govuk-body-s" data-knows="offline" hidden>
        {VERIFIER.offline[locale]}
      </p>
      <p class="govuk-body-s md-knowledge__warning" data-knows="old" hidden>
        {VERIFIER.old[locale]}
      </p>
      <p class="govuk-body-s md-knowledge__warning" data-knows="none" hidden>
        {VERIFIER.noData[locale]}
      </p>
      <p class="govuk-body-s">
        <button class="md-link-button" type="button" id="renew">
          {VERIFIER.renew[locale]}
        </button>
      </p>
      <p class="govuk-body-s" data-kept hidden>
        {VERIFIER.kept[locale]}
      </p>
    </div>
  );
}
