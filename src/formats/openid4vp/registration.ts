import { toBase64 } from '../bytes.ts';
import { encodeHeader, unsignedJws } from '../jose/jws.ts';
import type { Unsigned } from '../signing.ts';
import type { Names } from '../trust/trust-list.ts';
import { covers } from './claims-path.ts';
import type { ClaimQuery, CredentialQuery, Query } from './query.ts';

/*
 * What a relying party is registered to ask for: a JWT that its requests carry, signed by who keeps the trust list. After
 * ETSI TS 119 475 as far as it goes; `legal_basis`, `if_refused` and `transaction_types`
 * are ours.
 */

/** `typ` of a registration. */
export const REGISTRATION_TYPE = 'rc-rp+jwt';
/** `format` by which a request names it among its `verifier_info` (OpenID4VP 1.0 section 5.11). */
export const REGISTRATION_FORMAT = 'registration_cert';

/** A text in one language (ETSI TS 119 475 `MultiLangString`). */
export interface LangText {
  lang: string;
  value: string;
}

/** A credential that may be asked for, with the claims that may be. */
export interface RegisteredCredential {
  format: string;
  meta: CredentialQuery['meta'];
  claim: readonly Pick<ClaimQuery, 'path'>[];
}

/** One use that a relying party makes of credentials. Instants are seconds since 1970. */
export interface Registration {
  /** Who registered it: who keeps the trust list. */
  iss: string;
  /** The relying party, by an address that its certificate names. */
  sub: string;
  iat: number;
  exp: number;
  intended_use_id: string;
  name: readonly LangText[];
  purpose: readonly LangText[];
  /** Citations, each in all languages. */
  legal_basis: readonly (readonly LangText[])[];
  /** What it means for the holder to refuse. */
  if_refused?: readonly LangText[];
  support_uri?: string;
  credentials: readonly RegisteredCredential[];
  /** Kinds of transactions that it may have signed: none if left out. */
  transaction_types?: readonly string[];
}

/** A registration as JWT, but for its signature (ES256). @param chain of who signs, as DER, without the root. */
export function issueRegistration(registration: Registration, chain: readonly Uint8Array[]): Unsigned<string> {
  const header = encodeHeader({ alg: 'ES256', typ: REGISTRATION_TYPE, x5c: chain.map(toBase64) });
  return unsignedJws(header, JSON.stringify(registration));
}

const LANGS: readonly (keyof Names)[] = ['zh-Hant', 'ko', 'en'];

/** A text in all languages that people are spoken to. */
export const langTexts = (names: Names): LangText[] => LANGS.map((lang) => ({ lang, value: names[lang] }));

/** The same the other way round; a language that is not there is as the first that is. */
export function namesOf(texts: readonly LangText[]): Names {
  const [zh, ko, en] = LANGS.map((lang) => texts.find((text) => text.lang === lang)?.value ?? texts[0]!.value);
  return { 'zh-Hant': zh!, ko: ko!, en: en! };
}

/** What a query asks for that is not registered: the id of a credential query, and of one of its claims the path. */
export interface Beyond {
  credential: string;
  path?: ClaimQuery['path'];
}

/** What of a query goes beyond what is registered. */
export function beyondRegistered(query: Query, registered: readonly RegisteredCredential[]): Beyond[] {
  return query.credentials.flatMap(({ id: credential, format, meta, claims = [] }) =>
    typesOf({ format, meta }).flatMap((type): Beyond[] => {
      const own = registered.filter((one) => one.format === format && typesOf(one).includes(type));
      if (own.length === 0)
        return claims.length === 0 ? [{ credential }] : claims.map(({ path }) => ({ credential, path }));
      const further = claims.filter(
        ({ path }) => !own.some(({ claim }) => claim.some((one) => covers(one.path, path))),
      );
      return further.map(({ path }) => ({ credential, path }));
    }),
  );
}

/** Types that are asked for; one that stands for any of a format that nobody here knows. */
function typesOf({ format, meta }: Pick<RegisteredCredential, 'format' | 'meta'>): readonly (string | undefined)[] {
  return format === 'dc+sd-jwt' ? (meta.vct_values ?? [undefined]) : [meta.doctype_value];
}
