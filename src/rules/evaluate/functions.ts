export * from './functions/index.ts';
