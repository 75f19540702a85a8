export * from './answers/index.ts';
export * from './authorize/index.ts';
export * from './consents/index.ts';
export * from './receivers/index.ts';
export { exchangeMigrations, exchangeRoom } from './room.ts';
export * from './templates/index.ts';
export * from './ways/index.ts';
