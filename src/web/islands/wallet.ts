import { startWallet } from './wallet/main.tsx';

/*
 * The wallet: everything that somebody holds is in the browser, and opened there. The server gives the page, and what
 * OpenID4VCI and OpenID4VP have.
 */
startWallet(document.querySelector<HTMLElement>('[data-wallet]')!);
