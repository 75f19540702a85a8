import { AppError } from '../../kernel/index.ts';
import type { Site } from '../site.ts';
import { SETTLEMENTS } from './settlement-words.ts';
import { type TillCall, type TillView, tillView } from './view.tsx';

/**
 * The till of a shop for its owner, whose money it is.
 * @throws AppError `forbidden` for a clerk; `not-found` for a shop that is none of theirs.
 */
export async function ownersTill(site: Site, call: TillCall, shop: string): Promise<TillView> {
  const view = await tillView(site, call, shop);
  if (view.clerk.role !== 'owner') throw new AppError('forbidden', SETTLEMENTS.ownerOnly);
  return view;
}
