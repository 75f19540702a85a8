/** The path under which the authorization server of receivers stands. */
export const MOUNT = '/exchange/oauth';

/** Where receivers are told what people have agreed to: what their tokens are for (RFC 8707). */
export const ANSWERS = '/exchange/answers';

/** Where whoever is asked for data decides: the portal's page there says who they are, and leads to the consent. */
export const consentPath = (uid: string): string => `${MOUNT}/consent/${uid}`;

/** Where they come back to once they have decided. */
export const decidedPath = (uid: string): string => `${consentPath(uid)}/decided`;
