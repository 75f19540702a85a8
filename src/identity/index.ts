export { callerOf } from './caller.ts';
export { seedPersonas } from './demo.ts';
export { type Erased, type Erasure, forgetPerson } from './forget.ts';
export { INVITATION_LIFE, invite, redeem } from './invitations.ts';
export { issueKey, type KeyGrant, revokeKey } from './keys.ts';
export { localPath } from './local-path.ts';
export { type Means, provesBy } from './means.ts';
export { Authentication } from './passkey-api.ts';
export { type PasskeySignature, signByPasskey, signingOptions, verifyPasskeySignature } from './passkey-signature.ts';
export { type Passkey, passkeysOf, removePasskey } from './passkeys.ts';
export { findPeople, identify, isAnyoneKnown, newNumber, numberOf } from './people.ts';
export { appoint, dismiss, type Post, postsOf } from './posts.ts';
export { identityMigrations, identityRoom } from './room.ts';
export {
  ABSOLUTE_LIMIT,
  createSession,
  endOtherSessions,
  endSession,
  IDLE_LIMIT,
  proveAgain,
  type Session,
  type SignIn,
  sessionsOf,
  signIn,
} from './sessions.ts';
