import {
  Button,
  DateText,
  Form,
  formatDate,
  Paragraph,
  Section,
  SummaryCard,
  Table,
  Tag,
  TextInput,
} from '../../design/index.ts';
import type { Passkey, Session } from '../../identity/index.ts';
import { formatTime, type Locale } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { ACCOUNT } from './account-words.ts';
import { PasskeyHelp } from './passkey-help.tsx';
import { SETTINGS_TEXT } from './settings-words.ts';

/** With what a person signs in, and where they are signed in. */
export interface SignedInWith {
  passkeys: readonly Passkey[];
  sessions: readonly Session[];
  /** The id of the session of this browser. */
  current: string;
}

interface Props {
  gov: Government;
  locale: Locale;
  account: SignedInWith;
}

/** The passkeys, each with a button that removes it, and the way to a new one. */
export function Passkeys({ gov, locale, account: { passkeys }, doneHref }: Props & { doneHref: string }) {
  return (
    <Section id="passkeys" title={SETTINGS_TEXT.passkeys[locale]}>
      <Paragraph>{ACCOUNT.passkeyHelp[locale]}</Paragraph>
      {passkeys.length === 0 && <Paragraph>{SETTINGS_TEXT.noPasskeys[locale]}</Paragraph>}
      {passkeys.map((passkey) => (
        <OnePasskey key={passkey.id} gov={gov} locale={locale} passkey={passkey} />
      ))}
      <div data-passkey="register" data-done={doneHref}>
        <PasskeyHelp locale={locale}>
          <TextInput
            locale={locale}
            name="title"
            label={SETTINGS_TEXT.passkeyName[locale]}
            hint={SETTINGS_TEXT.passkeyNameHint[locale]}
            maxLength={60}
            width={20}
            optional
          />
          <Button type="button" variant="secondary">
            {SETTINGS_TEXT.addPasskey[locale]}
          </Button>
        </PasskeyHelp>
      </div>
    </Section>
  );
}

function OnePasskey({ gov, locale, passkey }: Pick<Props, 'gov' | 'locale'> & { passkey: Passkey }) {
  const { id, title, createdAt, usedAt } = passkey;
  const zone = gov.pack.timeZone;
  const name = title || SETTINGS_TEXT.unnamed[locale];
  return (
    <SummaryCard
      locale={locale}
      title={name}
      level={3}
      border={false}
      rows={[
        {
          key: SETTINGS_TEXT.passkeyCreated[locale],
          value: <DateText locale={locale} iso={createdAt.toISOString()} zone={zone} />,
        },
        {
          key: SETTINGS_TEXT.passkeyUsed[locale],
          value: usedAt ? (
            <DateText locale={locale} iso={usedAt.toISOString()} zone={zone} />
          ) : (
            SETTINGS_TEXT.neverUsed[locale]
          ),
        },
      ]}
    >
      <Form action="/settings/passkeys/remove">
        <input type="hidden" name="passkey" value={id} />
        <Button variant="warning">
          {SETTINGS_TEXT.remove[locale]}
          <span class="govuk-visually-hidden"> ({name})</span>
        </Button>
      </Form>
    </SummaryCard>
  );
}

/** The sessions, this browser's marked, and one button that ends the others. */
export function Sessions({ gov, locale, account: { sessions, current } }: Props) {
  const zone = gov.pack.timeZone;
  const instant = (at: Date) => (
    <time datetime={at.toISOString()}>
      {formatDate(at.toISOString(), locale, { form: 'short', zone })} {formatTime(at, locale, zone)}
    </time>
  );
  return (
    <Section id="sessions" title={SETTINGS_TEXT.sessions[locale]}>
      <Table
        id="signed-in"
        caption={SETTINGS_TEXT.sessions[locale]}
        captionHidden
        rowHeaders
        narrow="cards"
        columns={[SETTINGS_TEXT.device, SETTINGS_TEXT.signedInAt, SETTINGS_TEXT.lastSeen].map((text) => ({
          header: text[locale],
        }))}
        rows={sessions.map(({ id, userAgent, createdAt, seenAt }) => [
          <div key="device">
            {deviceName(userAgent) ?? SETTINGS_TEXT.unknownDevice[locale]}{' '}
            {id === current && <Tag tone="success">{SETTINGS_TEXT.thisDevice[locale]}</Tag>}
          </div>,
          instant(createdAt),
          instant(seenAt),
        ])}
      />
      {sessions.length > 1 && (
        <Form action="/settings/sessions/end-others">
          <Button variant="secondary">{SETTINGS_TEXT.endOthers[locale]}</Button>
        </Form>
      )}
    </Section>
  );
}

// In this order: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
const BROWSERS = [
  /\b(Edg)\w*\//,
  /\b(OPR)\//,
  /\b(SamsungBrowser)\//,
  /\b(Firefox)\//,
  /\b(?:Headless)?(Chrome)\//,
  /\b(Safari)\//,
];
const SYSTEMS = [/\b(iPhone|iPad)\b/, /\b(Android)\b/, /\b(Windows)\b/, /\b(Mac) OS X\b/, /\b(Linux)\b/];
const NAMES: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', SamsungBrowser: 'Samsung Internet' };

/** A browser as its owner knows it, for example `Chrome · Windows`; undefined where the User-Agent tells nothing. */
export function deviceName(userAgent: string | undefined): string | undefined {
  const first = (patterns: readonly RegExp[]) =>
    patterns.map((pattern) => pattern.exec(userAgent ?? '')?.[1]).find(Boolean);
  const parts = [first(BROWSERS), first(SYSTEMS)].flatMap((name) => (name ? [NAMES[name] ?? name] : []));
  return parts.length > 0 ? parts.join(' · ') : undefined;
}
