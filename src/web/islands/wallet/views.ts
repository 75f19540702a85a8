import type { ComponentType } from 'preact';
import { OfferView } from './add/offer.tsx';
import { ReturnView } from './add/return.tsx';
import { AddView } from './add/view.tsx';
import { CardView } from './cards/card.tsx';
import { CardsView } from './cards/list.tsx';
import { MoveView } from './move/view.tsx';
import { RequestView } from './request/view.tsx';
import { SettingsView } from './settings/view.tsx';
import { HistoryView } from './show/history.tsx';
import { ShowView } from './show/view.tsx';
import type { ViewProps } from './view.ts';

/** Every view of an open wallet, by the first word of the fragment that leads to it. */
export const VIEWS: Readonly<Record<string, ComponentType<ViewProps>>> = {
  '': CardsView,
  card: CardView,
  add: AddView,
  offer: OfferView,
  return: ReturnView,
  request: RequestView,
  show: ShowView,
  move: MoveView,
  history: HistoryView,
  settings: SettingsView,
};
