export { noteAccount, priceAccount, programmeAccount, shopAccount, walletAccount } from './accounts.ts';
export { isFrozen } from './office/freezes.ts';
export { type ProgrammeNow, programmeNow } from './office/state.ts';
export { programmesMigrations, programmesRoom } from './room.ts';
export { type AtTill, asClerk, type Clerk, type Shop, shopsOf } from './shops/clerks.ts';
