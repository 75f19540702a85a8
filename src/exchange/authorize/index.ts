/** Who may ask for data, and how they are let: the authorization server of receivers (FAPI 2.0). */
export { type Access, accessOf, type Shown, shownIn } from './access.ts';
export { beginConsent, endConsent } from './consenting.ts';
export { DATA_DETAIL, type DataDetail, type GrantedDetail } from './details.ts';
export { authorizePart } from './part.ts';
export { ANSWERS, consentPath, decidedPath, MOUNT as EXCHANGE_SERVER } from './place.ts';
