import { render } from 'preact';
import type { Locale } from '../../../kernel/index.ts';
import { keepPage } from '../shared/keep-page.ts';
import { App } from './app.tsx';

/** Puts the wallet into its place on the page, and has the page kept for when there is no network. */
export function startWallet(place: HTMLElement): void {
  render(<App locale={place.dataset.wallet as Locale} />, place);
  void keepPage();
  // Where the browser asks for nothing it clears nothing by itself; whether it says yes changes nothing here.
  void navigator.storage?.persist?.();
}
