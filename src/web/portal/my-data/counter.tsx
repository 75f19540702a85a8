import { Type } from 'typebox';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  Form,
  Heading,
  InsetText,
  Layout,
  Link,
  type PageContext,
  Paragraph,
  QrCode,
  renderPage,
  Section,
} from '../../../design/index.ts';
import {
  type AgreedCode,
  type CounterCode,
  counterCodeOf,
  openCounterCode,
  withdrawConsent,
} from '../../../exchange/index.ts';
import { formatTime, page, type Route, redirect, route, say, transaction } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type Disclosure, disclosuresOf } from '../../../registry/index.ts';
import { AgreedWords } from '../../agreed-words.tsx';
import { spokenCode } from '../../counter-code.ts';
import { pageContext, type Site } from '../../site.ts';
import { LookTable, looksByDay } from '../looks.tsx';
import { type Readers, readersOf } from '../readers.ts';
import { heldOf } from './choices.tsx';
import { AT_COUNTER } from './counter-words.ts';
import type { Way } from './ways.tsx';
import { Choice, chooseRoute, chosenIn, previewRoute, showChoice } from './ways-routes.tsx';
import { dataFor } from './whose.ts';
import { MY_DATA } from './words.ts';

const WAY: Way = { path: '/my-data/counter', title: AT_COUNTER.title, lead: AT_COUNTER.lead };
const Code = Type.Object({ consent: Type.String({ format: 'uuid' }) });

/** A code for an officer at a counter: chosen, shown, used once. */
export function counterCodeRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    chooseRoute(site, WAY),
    previewRoute(site, WAY, (locale) => (
      <>
        <InsetText>{AT_COUNTER.agree[locale]}</InsetText>
        <Button>{AT_COUNTER.make[locale]}</Button>
      </>
    )),
    route({
      method: 'POST',
      path: WAY.path,
      audience: 'resident',
      summary: 'Makes a code by which an officer at a counter gets chosen fields, once',
      body: Choice,
      perMinute: 10,
      async handle(call) {
        const { person } = call.caller;
        const { of } = call.body;
        const { held } = await dataFor(gov, person, of);
        const chosen = chosenIn(site, call.body);
        const paths = heldOf(held, chosen.paths);
        const statements = chosen.statements.map(({ name }) => name);
        if (paths.length + statements.length === 0) return showChoice(site, call, WAY, { of, failed: true });
        const { locale } = call.preferences;
        const { consent } = await openCounterCode(gov, { person, subject: of ?? person, paths, statements, locale });
        return redirect(`${WAY.path}/${consent}`);
      },
    }),
    route({
      method: 'GET',
      path: `${WAY.path}/:consent`,
      audience: 'resident',
      summary: 'A code for a counter, and whether it was used',
      params: Code,
      async handle(call) {
        const code = await counterCodeOf(gov.db, call.caller.person, call.params.consent);
        const seen = code.takenAt ? await looksBy(gov, code) : [];
        const [context, readers] = await Promise.all([
          pageContext(site, { ...call, here: WAY.path }),
          readersOf(gov, seen),
        ]);
        return page(renderPage(<CodePage {...{ gov, context, code, seen, readers }} />));
      },
    }),
    route({
      method: 'POST',
      path: `${WAY.path}/:consent/cancel`,
      audience: 'resident',
      summary: 'Takes a code for a counter back',
      params: Code,
      async handle(call) {
        const { person } = call.caller;
        const { consent } = await counterCodeOf(gov.db, person, call.params.consent);
        await transaction(gov.db, (tx) => withdrawConsent(tx, gov, { person, consent }));
        return redirect(`${WAY.path}/${consent}`);
      },
    }),
  ];
}

/** So many of the latest looks are searched for those by a code that was just used. */
const LATEST = 50;

/** What an officer saw by a code, as it is listed for whose data it is. */
async function looksBy(gov: Government, { consent, subject }: CounterCode): Promise<Disclosure[]> {
  const latest = await disclosuresOf(gov.db, subject, { limit: LATEST, at: gov.clock.now() });
  return latest.filter((one) => one.consent === consent);
}

interface CodeProps {
  gov: Government;
  context: PageContext;
  code: AgreedCode;
}

interface CodePageProps extends CodeProps {
  /** What was seen by it, with a receipt each. */
  seen: readonly Disclosure[];
  readers: Readers;
}

function CodePage({ gov, context, code, seen, readers }: CodePageProps) {
  const { locale } = context;
  const isOpen = code.code !== null && !code.isWithdrawn && code.expiresAt > gov.clock.now();
  const state = code.takenAt ? AT_COUNTER.taken : isOpen ? AT_COUNTER.codeTitle : AT_COUNTER.over;
  return (
    <Layout context={context} title={state[locale]} back={{ href: '/my-data', text: MY_DATA.title[locale] }}>
      <Heading size="xl" caption={AT_COUNTER.title[locale]}>
        {state[locale]}
      </Heading>
      {isOpen && <OpenCode {...{ gov, context, code }} />}
      {code.takenAt && (
        <>
          <Paragraph size="l">
            {say(AT_COUNTER.takenBy, locale, {
              agency: gov.pack.agencies.get(code.agency ?? '')?.title[locale] ?? '',
              time: formatTime(code.takenAt, locale, gov.pack.timeZone),
            })}
          </Paragraph>
          {[...looksByDay(gov, seen)].map(([day, looks]) => (
            <LookTable key={day} {...{ gov, locale, day, looks, readers }} />
          ))}
          <Paragraph>
            <Link href={`/my-data/consents/${code.consent}`}>{AT_COUNTER.consent[locale]}</Link>
          </Paragraph>
        </>
      )}
      {!isOpen && !code.takenAt && (
        <>
          <Paragraph>{(code.isWithdrawn ? AT_COUNTER.cancelled : AT_COUNTER.overHelp)[locale]}</Paragraph>
          <ButtonLink href={WAY.path}>{AT_COUNTER.another[locale]}</ButtonLink>
        </>
      )}
      {code.agreed && (
        <Section id="agreed" title={AT_COUNTER.agreed[locale]}>
          <AgreedWords locale={locale} agreed={code.agreed} />
        </Section>
      )}
    </Layout>
  );
}

function OpenCode({ gov, context: { locale }, code: { consent, code, expiresAt } }: CodeProps) {
  const time = formatTime(expiresAt, locale, gov.pack.timeZone);
  return (
    <div class="md-offer">
      <QrCode value={`MADANG:DATA:${code}`} label={AT_COUNTER.codeLabel[locale]} />
      <p class="md-offer__code">{spokenCode(code!)}</p>
      <Paragraph>{say(AT_COUNTER.until, locale, { time })}</Paragraph>
      <Form action={`${WAY.path}/${consent}/cancel`}>
        <ButtonGroup>
          <ButtonLink variant="secondary" href={`${WAY.path}/${consent}`}>
            {AT_COUNTER.refresh[locale]}
          </ButtonLink>
          <Button variant="secondary">{AT_COUNTER.cancel[locale]}</Button>
        </ButtonGroup>
      </Form>
    </div>
  );
}
