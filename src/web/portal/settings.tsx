import { type Static, Type } from 'typebox';
import {
  DisplaySettings,
  Heading,
  Layout,
  NotificationBanner,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
} from '../../design/index.ts';
import { lockerOf } from '../../exchange/index.ts';
import { endOtherSessions, passkeysOf, removePasskey, sessionsOf } from '../../identity/index.ts';
import {
  AppError,
  type Caller,
  page,
  provedLately,
  type Route,
  redirect,
  route,
  type Text,
} from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { preferenceCookie } from '../preferences.ts';
import { pageContext, type Site } from '../site.ts';
import { Passkeys, Sessions, type SignedInWith } from './account-keys.tsx';
import { SETTINGS_TEXT } from './settings-words.ts';

/** What was just done, as the address of the page says it after a form. */
const DONE = {
  saved: SETTINGS_TEXT.saved,
  'passkey-added': SETTINGS_TEXT.passkeyAdded,
  'passkey-removed': SETTINGS_TEXT.passkeyRemoved,
  'others-ended': SETTINGS_TEXT.othersEnded,
} satisfies Record<string, Text>;

type Done = keyof typeof DONE;
const DoneQuery = Type.Object({
  done: Type.Optional(Type.Union((Object.keys(DONE) as Done[]).map((name) => Type.Literal(name)))),
});
const doneAt = (done: Done) => `/settings?done=${done}`;

const choice = <const T extends string>(...values: T[]) =>
  Type.Optional(Type.Union(['', ...values].map((value) => Type.Literal(value as T | ''))));

/** As `DisplaySettings` sends it; empty means as the device asks. */
const Display = Type.Object({
  theme: choice('light', 'dark'),
  contrast: choice('normal', 'more'),
  text: choice('large', 'larger'),
});

/** How pages look, and with what a person signs in. */
export function settingsRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/settings',
      audience: 'public',
      summary: 'Display settings; for who is signed in, passkeys and sessions',
      query: DoneQuery,
      async handle(call) {
        const [context, account] = await Promise.all([pageContext(site, call), accountOf(gov, call.caller)]);
        return page(renderPage(<Settings gov={gov} context={context} account={account} done={call.query.done} />));
      },
    }),
    route({
      method: 'POST',
      path: '/settings',
      audience: 'public',
      summary: 'Remembers display settings in this browser',
      body: Display,
      handle: ({ body }) => rememberDisplay(body),
    }),
    route({
      method: 'POST',
      path: '/settings/passkeys/remove',
      audience: 'signed-in',
      provedLately: true,
      summary: "Removes one of the caller's passkeys",
      body: Type.Object({ passkey: Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 1400 }) }),
      async handle({ caller, body }) {
        if (await removePasskey(gov.db, caller.person, body.passkey)) return redirect(doneAt('passkey-removed'));
        throw new AppError('not-found', SETTINGS_TEXT.noSuchPasskey);
      },
    }),
    route({
      method: 'POST',
      path: '/settings/sessions/end-others',
      audience: 'signed-in',
      summary: 'Signs the caller out everywhere else',
      async handle({ caller }) {
        await endOtherSessions(gov.db, caller.person, caller.session);
        return redirect(doneAt('others-ended'));
      },
    }),
  ];
}

function rememberDisplay(choices: Static<typeof Display>): Response {
  const response = redirect(doneAt('saved'));
  for (const name of ['theme', 'contrast', 'text'] as const) {
    response.headers.append('set-cookie', preferenceCookie(name, choices[name] ?? ''));
  }
  return response;
}

async function accountOf({ db, clock }: Government, caller: Caller): Promise<SignedInWith | undefined> {
  if (caller.kind !== 'resident' && caller.kind !== 'officer') return undefined;
  const now = clock.now();
  const [passkeys, sessions, kept] = await Promise.all([
    passkeysOf(db, caller.person),
    sessionsOf(db, caller.person, now),
    lockerOf(db, caller.person, now),
  ]);
  const openLocker = new Set(kept.flatMap(({ passkey }) => passkey ?? []));
  return { passkeys, openLocker, sessions, current: caller.session, proved: provedLately(caller, now) };
}

interface SettingsProps {
  gov: Government;
  context: PageContext;
  account: SignedInWith | undefined;
  done: Done | undefined;
}

function Settings({ gov, context, account, done }: SettingsProps) {
  const { locale, preferences } = context;
  return (
    <Layout context={context} title={SETTINGS_TEXT.title[locale]} scripts={account ? ['passkey'] : []}>
      {done && <NotificationBanner locale={locale} tone="success" heading={DONE[done][locale]} />}
      <Heading>{SETTINGS_TEXT.title[locale]}</Heading>
      <Section id="display" title={SETTINGS_TEXT.display[locale]}>
        <Paragraph>{SETTINGS_TEXT.displayHelp[locale]}</Paragraph>
        <DisplaySettings locale={locale} preferences={preferences} action="/settings" />
      </Section>
      {account && <Passkeys gov={gov} locale={locale} account={account} doneHref={doneAt('passkey-added')} />}
      {account && <Sessions gov={gov} locale={locale} account={account} />}
    </Layout>
  );
}
