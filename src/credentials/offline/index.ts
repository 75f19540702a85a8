/** What is checked where there is no network: papers, and what verifiers keep. */
export { BUNDLE_LIFE, type SignedBundle, verifierBundle } from './bundle.ts';
export { type PaperCode, type PaperRequest, paperCode, revokePapers } from './paper.ts';
export { offlineRoutes } from './routes.ts';
