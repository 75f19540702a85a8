import type { Locale } from '../../../kernel/index.ts';
import type { OpenWallet } from './store.ts';

/** What each view is given. */
export interface ViewProps {
  wallet: OpenWallet;
  locale: Locale;
  /** What stands behind the view's word in the fragment: `abc` in `#card=abc`, `credential_offer_uri=…` in `#offer?…`. */
  rest: string;
  /** Goes to another view: `card=abc`, or nothing for the cards. */
  go(fragment: string): void;
}
