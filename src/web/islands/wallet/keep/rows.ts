import { seal, unseal } from '../../shared/sealed.ts';
import { database, type ProfileStore, type SealedRow, type WalletDatabase } from './database.ts';
import type { OpenWallet } from './profiles.ts';

/** Where a sealed row belongs: it opens nowhere else. */
const place = (store: ProfileStore, { id, profile }: Pick<SealedRow, 'id' | 'profile'>): string =>
  `${store} ${profile} ${id}`;

/** A row with its content sealed. */
export async function sealedRow({ profile, key }: OpenWallet, store: ProfileStore, id: string, content: unknown) {
  const row = { id, profile: profile.id };
  return { ...row, sealed: await seal(key, content, place(store, row)) } satisfies SealedRow;
}

/** What a row says, for whoever has its profile open. */
export const contentOf = <T>({ key }: OpenWallet, store: ProfileStore, row: SealedRow): Promise<T> =>
  unseal<T>(key, row.sealed, place(store, row));

/** All of a profile in one store, each with its row. */
export async function allOf<T, Store extends ProfileStore>(
  wallet: OpenWallet,
  store: Store,
): Promise<{ row: WalletDatabase[Store]['value']; content: T }[]> {
  const rows = await (await database()).getAllFromIndex(store, 'profile', wallet.profile.id as never);
  return Promise.all(rows.map(async (row) => ({ row, content: await contentOf<T>(wallet, store, row) })));
}

/** One of a profile; undefined where there is none, or it is another's. */
export async function oneOf<T>(wallet: OpenWallet, store: ProfileStore, id: string): Promise<T | undefined> {
  const row = await (await database()).get(store, id);
  return row && row.profile === wallet.profile.id ? contentOf<T>(wallet, store, row) : undefined;
}
