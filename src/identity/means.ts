/**
 * By what somebody signed in, and whether it proves who they are well enough for what an open session alone is not good
 * for. A link may have been read by others; a key that was only touched, without finger, face or code, may have been
 * touched by anybody. Anybody may be a person of the demo, which so is worth there what a passkey is.
 */
const PROVES = { passkey: true, touch: false, wallet: true, link: false, demo: true } as const;

export type Means = keyof typeof PROVES;

/** Whether it proves who somebody is. */
export const provesBy = (means: Means): boolean => PROVES[means];
