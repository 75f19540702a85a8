import type { ComponentChildren } from 'preact';
import { ErrorMessage, Paragraph } from '../../design/index.ts';
import type { Locale } from '../../kernel/index.ts';
import { ACCOUNT } from './account-words.ts';

const MESSAGES = {
  unsupported: ACCOUNT.passkeyUnsupported,
  address: ACCOUNT.passkeyAddress,
  cancelled: ACCOUNT.passkeyCancelled,
  failed: ACCOUNT.passkeyFailed,
} as const;

/**
 * What the island `passkey` works with inside an element of `data-passkey`: `children` hold the button and show only
 * where passkeys can work; the messages are here in the reader's language, and the island shows one of them.
 */
export function PasskeyHelp({ locale, children }: { locale: Locale; children: ComponentChildren }) {
  return (
    <>
      <div data-passkey-without>
        <Paragraph>{ACCOUNT.passkeyNoScript[locale]}</Paragraph>
      </div>
      <div data-passkey-ready hidden>
        {children}
      </div>
      <div role="alert">
        {Object.entries(MESSAGES).map(([name, text]) => (
          <div data-passkey-message={name} hidden key={name}>
            <ErrorMessage locale={locale}>{text[locale]}</ErrorMessage>
          </div>
        ))}
      </div>
    </>
  );
}
