import {
  Button,
  DateText,
  Form,
  formatDate,
  InsetText,
  Paragraph,
  Section,
  SummaryCard,
  Table,
  Tag,
  TextInput,
} from '../../design/index.ts';
import type { Passkey, Session } from '../../identity/index.ts';
import { deviceName, formatTime, type Locale } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { ProveFirst } from '../proof/prove-first.tsx';
import { ACCOUNT } from './account-words.ts';
import { PasskeyHelp } from './passkey-help.tsx';
import { MEANS_TEXT, SETTINGS_TEXT } from './settings-words.ts';

/** With what a person signs in, and where they are signed in. */
export interface SignedInWith {
  passkeys: readonly Passkey[];
  /** Ids of passkeys that alone open something in the person's locker. */
  openLocker: ReadonlySet<string>;
  sessions: readonly Session[];
  /** The id of the session of this browser. */
  current: string;
  /** Whether they proved lately who they are: else passkeys cannot be changed. */
  proved: boolean;
}

interface Props {
  gov: Government;
  locale: Locale;
  account: SignedInWith;
}

/** The passkeys, each with a button that removes it, and the way to a new one. */
export function Passkeys({ gov, locale, account, doneHref }: Props & { doneHref: string }) {
  const { passkeys, openLocker, sessions, current, proved } = account;
  // A sign-in link is there to make a passkey with.
  const mayAdd = proved || sessions.some(({ id, means }) => id === current && means === 'link');
  return (
    <Section id="passkeys" title={SETTINGS_TEXT.passkeys[locale]}>
      <Paragraph>{ACCOUNT.passkeyHelp[locale]}</Paragraph>
      {passkeys.length === 0 && <Paragraph>{SETTINGS_TEXT.noPasskeys[locale]}</Paragraph>}
      {passkeys.map((passkey) => (
        <OnePasskey
          key={passkey.id}
          {...{ gov, locale, passkey }}
          opensLocker={openLocker.has(passkey.id)}
          removable={proved}
        />
      ))}
      {!proved && <ProveFirst locale={locale} here="/settings" />}
      {mayAdd && <NewPasskey locale={locale} doneHref={doneHref} />}
    </Section>
  );
}

/** The way to a new passkey. @param doneHref where to go on to once it is made. */
export function NewPasskey({ locale, doneHref }: { locale: Locale; doneHref: string }) {
  return (
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
  );
}

type OneProps = Pick<Props, 'gov' | 'locale'> & { passkey: Passkey; opensLocker: boolean; removable: boolean };

function OnePasskey({ gov, locale, passkey, opensLocker, removable }: OneProps) {
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
      {opensLocker && <InsetText>{SETTINGS_TEXT.opensLocker[locale]}</InsetText>}
      {removable && (
        <Form action="/settings/passkeys/remove">
          <input type="hidden" name="passkey" value={id} />
          <Button variant="warning">
            {SETTINGS_TEXT.remove[locale]}
            <span class="govuk-visually-hidden"> ({name})</span>
          </Button>
        </Form>
      )}
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
        columns={[SETTINGS_TEXT.device, SETTINGS_TEXT.means, SETTINGS_TEXT.signedInAt, SETTINGS_TEXT.lastSeen].map(
          (text) => ({
            header: text[locale],
          }),
        )}
        rows={sessions.map(({ id, means, userAgent, createdAt, seenAt }) => [
          <div key="device">
            {deviceName(userAgent) ?? SETTINGS_TEXT.unknownDevice[locale]}{' '}
            {id === current && <Tag tone="success">{SETTINGS_TEXT.thisDevice[locale]}</Tag>}
          </div>,
          means ? MEANS_TEXT[means][locale] : '—',
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
