import type { Text } from '../kernel/index.ts';
import type { LawRef } from './model.ts';
import type { CredentialClaim, CredentialType } from './model-credential.ts';
import type { DataUse } from './model-data-use.ts';

/** Who may ask people for what, and what for. One file of a pack, or of an installation. */
export interface RelyingParty {
  id: string;
  /** Where it is an agency of the government; undefined for anybody else. */
  agency: string | undefined;
  title: Text;
  summary: Text;
  /** Where people reach it: an address. */
  contact: string | undefined;
  /** Hosts of its own: where its pages are, and where people may be sent back to. */
  hosts: readonly string[];
  uses: ReadonlyMap<string, PartyUse>;
  /** SHA-256 of its file. */
  version: string;
}

/** One purpose, and what may be asked for it. */
export interface PartyUse {
  id: string;
  purpose: Text;
  law: readonly LawRef[];
  /** What it means to refuse. */
  refusing: Text | undefined;
  /** Cards to show: any one option is enough, what is liked best first. Empty where it asks registers only. */
  asks: readonly AskedOption[];
  /** What registers are asked for; undefined where it asks for cards only. */
  data: DataUse | undefined;
}

/** Credentials that are asked for together. */
export type AskedOption = readonly AskedCredential[];

/** A credential, and what of it. */
export interface AskedCredential {
  type: CredentialType;
  /** Claims without which it does not do. */
  claims: readonly CredentialClaim[];
  /** Claims that may be refused, and the rest still does. */
  optional: readonly CredentialClaim[];
}
