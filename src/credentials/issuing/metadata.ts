import { LOCALES, type Text } from '../../kernel/index.ts';
import type { CredentialClaim, CredentialFormat, CredentialType, Government } from '../../pack/index.ts';
import { issOf, originOf, titleOf, vctAt } from '../issuers/names.ts';
import { type Configuration, configurationsOf, isApart } from './configurations.ts';
import { ENCRYPTION, requestKeys } from './encryption.ts';

const TAGS = { ko: 'ko', 'zh-Hant': 'zh-Hant-TW', en: 'en' } as const;

/** What a text is called in each language, as metadata has it. */
const named = (text: Text) => LOCALES.map((locale) => ({ name: text[locale], locale: TAGS[locale] }));

/** Keys of wallets are of this kind: the one that every browser and phone has. */
export const PROOF_ALGORITHM = 'ES256';

/**
 * What a wallet must know to be given something by an agency (OpenID4VCI section 12.2.4). Its agency is known to issue.
 */
export async function issuerMetadata(gov: Government, agency: string): Promise<object> {
  const iss = issOf(gov, agency);
  const configurations = configurationsOf(gov, agency);
  const described = (some: readonly Configuration[]) =>
    Object.fromEntries(some.map((configuration) => [configuration.id, configurationMetadata(gov, configuration)]));
  return {
    credential_issuer: iss,
    authorization_servers: [`${originOf(gov)}/oauth`],
    credential_endpoint: `${iss}/credential`,
    nonce_endpoint: `${iss}/nonce`,
    deferred_credential_endpoint: `${iss}/deferred`,
    notification_endpoint: `${iss}/notification`,
    credential_request_encryption: {
      jwks: { keys: (await requestKeys(gov)).map(({ jwk }) => jwk) },
      enc_values_supported: ENCRYPTION.enc,
      encryption_required: false,
    },
    credential_response_encryption: {
      alg_values_supported: [ENCRYPTION.alg],
      enc_values_supported: ENCRYPTION.enc,
      encryption_required: false,
    },
    batch_credential_issuance: { batch_size: Math.max(2, ...configurations.map(({ type }) => type.copies)) },
    display: named(titleOf(gov, agency)),
    credential_configurations_supported: described(configurations.filter((one) => !isApart(one))),
    // Not the standard's: what is shown without a network.
    offline_configurations_supported: described(configurations.filter(isApart)),
  };
}

function configurationMetadata(gov: Government, { id, type, format }: Configuration): object {
  return {
    format,
    scope: id,
    ...BY_FORMAT[format](gov, type),
    proof_types_supported: { jwt: { proof_signing_alg_values_supported: [PROOF_ALGORITHM] } },
    credential_metadata: { display: cardDisplay(type), claims: type.claims.flatMap(claimMetadata(format)) },
  };
}

/** What stands in the metadata for one format only (OpenID4VCI appendices A.2.2 and A.3.2). */
const BY_FORMAT: Readonly<Record<CredentialFormat['kind'], (gov: Government, type: CredentialType) => object>> = {
  'dc+sd-jwt': (gov, type) => ({
    vct: vctAt(gov, type.id),
    cryptographic_binding_methods_supported: ['jwk', 'did:jwk'],
    credential_signing_alg_values_supported: ['ES256'],
  }),
  mso_mdoc: (_gov, type) => ({
    doctype: type.formats.flatMap((format) => (format.kind === 'mso_mdoc' ? [format.docType] : []))[0],
    cryptographic_binding_methods_supported: ['cose_key'],
    // ES256 as COSE has it (RFC 9053).
    credential_signing_alg_values_supported: [-7],
  }),
  compact: (_gov, type) => ({
    type: type.id,
    cryptographic_binding_methods_supported: ['jwk'],
    credential_signing_alg_values_supported: [-7],
  }),
};

function cardDisplay({ title, summary, look }: CredentialType): object[] {
  return LOCALES.map((locale) => ({
    name: title[locale],
    locale: TAGS[locale],
    description: summary[locale],
    background_color: look.background,
    text_color: look.ink,
    // Not the standard's: by what one recognises it at a glance.
    ...{ emblem: look.emblem, face: look.face },
  }));
}

/** A claim by its path in the format; one that does not stand in an mdoc is left out there. */
const claimMetadata =
  (format: CredentialFormat['kind']) =>
  ({ path, element, title, options, apart }: CredentialClaim): object[] => {
    if (format === 'mso_mdoc' && !element) return [];
    return [
      {
        path: format === 'mso_mdoc' ? [element!.namespace, element!.name] : path,
        display: named(title),
        // Not the standard's, as in the metadata of the type: what may be kept back, and words for values.
        sd: apart ? 'always' : 'never',
        ...(options && {
          values: Object.fromEntries(Object.entries(options).map(([value, text]) => [value, named(text)])),
        }),
      },
    ];
  };
