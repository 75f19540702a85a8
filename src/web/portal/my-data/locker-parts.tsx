import {
  Button,
  DateText,
  Details,
  EmptyState,
  Form,
  InsetText,
  Link,
  NotificationBanner,
  Paragraph,
  Section,
  SummaryCard,
  TextInput,
  WarningText,
} from '../../../design/index.ts';
import type { Kept } from '../../../exchange/index.ts';
import type { Passkey } from '../../../identity/index.ts';
import type { Locale, Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { SETTINGS_TEXT } from '../settings-words.ts';
import { LOCKER, SAID } from './locker-words.ts';

interface LockerProps {
  locale: Locale;
  /** Whose locker it is: what is locked is bound to them. */
  owner: string;
  passkeys: readonly Passkey[];
  /** Where the locker is. */
  path: string;
}

interface InsideProps extends LockerProps {
  gov: Government;
  kept: readonly Kept[];
  /** What was just done. */
  done: Text | undefined;
}

/** What is in a locker. */
export function Inside({ kept, done, ...props }: InsideProps) {
  const { locale } = props;
  return (
    <>
      {done && <NotificationBanner locale={locale} tone="success" heading={done[locale]} />}
      <NoScript locale={locale} />
      <Section id="kept" title={LOCKER.kept[locale]}>
        {kept.length === 0 && (
          <EmptyState locale={locale} title={LOCKER.empty[locale]}>
            <p>{LOCKER.emptyHelp[locale]}</p>
          </EmptyState>
        )}
        {kept.map((one) => (
          <KeptCard key={one.id} {...props} one={one} />
        ))}
      </Section>
    </>
  );
}

const NoScript = ({ locale }: { locale: Locale }) => (
  <div data-locker-without>
    <InsetText>{LOCKER.noScript[locale]}</InsetText>
  </div>
);

function KeptCard({ gov, locale, owner, passkeys, path, one }: Omit<InsideProps, 'kept' | 'done'> & { one: Kept }) {
  const { id, passkey, bytes, madeAt, expiresAt } = one;
  const at = (instant: Date, form: 'time' | 'short') => (
    <DateText locale={locale} iso={instant.toISOString()} zone={gov.pack.timeZone} form={form} />
  );
  return (
    <SummaryCard
      locale={locale}
      level={3}
      title={`PDF · ${Math.ceil(bytes / 1024)} KB`}
      rows={[
        { key: LOCKER.madeAt[locale], value: at(madeAt, 'time') },
        { key: LOCKER.until[locale], value: at(expiresAt, 'short') },
        {
          key: LOCKER.opensBy[locale],
          value: passkey === null ? LOCKER.passphrase[locale] : passkeyText(passkey, passkeys, locale),
        },
      ]}
    >
      <div
        data-locker-open={id}
        data-owner={owner}
        hidden
        {...said(locale, passkey === null ? 'passphrase' : 'passkey')}
      >
        {passkey === null ? (
          <Details summary={LOCKER.openTitle[locale]}>
            <TextInput
              locale={locale}
              id={`passphrase-${id}`}
              name="passphrase"
              type="password"
              label={LOCKER.passphrase[locale]}
              autoComplete="off"
            />
            <Said />
            <Button type="button" variant="secondary">
              {LOCKER.open[locale]}
            </Button>
          </Details>
        ) : (
          <>
            <Said />
            <Button type="button" variant="secondary">
              {LOCKER.openByPasskey[locale]}
            </Button>
          </>
        )}
      </div>
      <Form action={`${path}/${id}/remove`}>
        <Button variant="warning">{LOCKER.remove[locale]}</Button>
      </Form>
    </SummaryCard>
  );
}

/** Which passkey opens something, by its owner's word for it. */
function passkeyText(id: string, passkeys: readonly Passkey[], locale: Locale): string {
  const passkey = passkeys.find((one) => one.id === id);
  if (!passkey) return LOCKER.removedPasskey[locale];
  return `${LOCKER.passkey[locale]} (${passkey.title || SETTINGS_TEXT.unnamed[locale]})`;
}

/** The two ways to lock: by a passkey, where its owner has one, and by a passphrase. */
export function LockFields({ locale, owner, passkeys, path }: LockerProps) {
  const common = { hidden: true, 'data-owner': owner, 'data-done': `${path}?done=kept` };
  return (
    <>
      <NoScript locale={locale} />
      {passkeys.length === 0 ? (
        <Paragraph>
          {LOCKER.noPasskey[locale]} <Link href="/settings#passkeys">{SETTINGS_TEXT.addPasskey[locale]}</Link>
        </Paragraph>
      ) : (
        <div
          data-locker-lock="passkey"
          data-passkeys={JSON.stringify(passkeys.map(({ id }) => id))}
          {...common}
          {...said(locale, 'passkey', 'lock')}
        >
          <WarningText locale={locale}>{LOCKER.passkeyWarning[locale]}</WarningText>
          <Said />
          <Button type="button">{LOCKER.lockByPasskey[locale]}</Button>
        </div>
      )}
      <div data-locker-lock="passphrase" {...common} {...said(locale, 'passphrase')}>
        <Details summary={LOCKER.byPassphrase[locale]} open={passkeys.length === 0}>
          <TextInput
            locale={locale}
            name="passphrase"
            type="password"
            label={LOCKER.passphrase[locale]}
            hint={LOCKER.passphraseHint[locale]}
            autoComplete="new-password"
          />
          <TextInput
            locale={locale}
            name="again"
            type="password"
            label={LOCKER.again[locale]}
            autoComplete="new-password"
          />
          <Said />
          <Button type="button">{LOCKER.lock[locale]}</Button>
        </Details>
      </div>
    </>
  );
}

const Said = () => <p class="govuk-error-message" role="alert" data-locker-said hidden />;

/** What the script may have to say of a way, in the language of the page. */
const said = (locale: Locale, by: 'passkey' | 'passphrase', act: 'lock' | 'open' = 'open') =>
  Object.fromEntries(
    Object.entries({ ...SAID.always, ...SAID[by], ...(by === 'passkey' && { unable: SAID.unable[act] }) }).map(
      ([name, text]) => [`data-${name}`, text[locale]],
    ),
  );
