import { originOf } from '../../credentials/index.ts';
import { LANGUAGE_TAG, LOCALES, type Text } from '../../kernel/index.ts';
import { cite, type Government } from '../../pack/index.ts';
import { requiredOf, type Template, templateAddress } from '../templates/index.ts';
import type { ConsentProof, ConsentSignature } from './document.ts';
import type { Consent, ConsentAct, ConsentActKind } from './model.ts';

/*
 * ISO/IEC TS 27560:2023, consent record information structure, as JSON-LD with the Data Privacy Vocabulary
 * (https://w3id.org/dpv/guides/consent-27560). A receipt is a copy of the record, for the person.
 */

const CONTEXT = {
  dpv: 'https://w3id.org/dpv#',
  dct: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  madang: 'urn:madang:consent:',
};
const PROFILE = 'https://w3id.org/dpv/schema/dpv-27560#receipt';

/** The status of a consent after each kind of act. */
const STATUS: Readonly<Record<ConsentActKind, string>> = {
  given: 'dpv:ConsentGiven',
  changed: 'dpv:ConsentGiven',
  resumed: 'dpv:RenewedConsentGiven',
  paused: 'dpv:ConsentStatusInvalidForProcessing',
  withdrawn: 'dpv:ConsentWithdrawn',
  lapsed: 'dpv:ConsentExpired',
};

/** 6.3.6: how it was indicated. */
const SIGNED_BY: Readonly<Record<ConsentSignature['kind'], string>> = {
  passkey: 'Signed with a passkey (Web Authentication)',
  wallet: 'Signed with the identity card in a wallet (OpenID4VP 1.0, transaction_data)',
};

/** The receipt of a consent to a template. The parts in brackets of the comments are those of the standard. */
export function consentReceipt(
  gov: Government,
  {
    consent,
    template,
    acts,
    proof,
  }: { consent: Consent; template: Template; acts: readonly ConsentAct[]; proof: ConsentProof },
): Record<string, unknown> {
  const site = originOf(gov);
  const party = {
    '@id': `${site}/relying-parties#${template.party.id}`,
    '@type': ['dpv:DataController', 'dpv:Recipient'],
  };
  return {
    '@context': CONTEXT,
    // 6.3.3 header
    '@id': `${site}/my-data/consents/${consent.id}`,
    '@type': ['dpv:ConsentRecord', 'dpv:ConsentReceipt'],
    'dct:conformsTo': { '@id': PROFILE },
    'dct:identifier': consent.id,
    'dpv:hasDataSubject': { '@id': `urn:uuid:${consent.person}`, '@type': 'dpv:DataSubject' },
    ...(consent.givenBy !== consent.person && {
      'dpv:hasRepresentative': { '@id': `urn:uuid:${consent.givenBy}`, '@type': 'dpv:GuardianOfDataSubject' },
    }),
    // 6.3.4 processing
    'dpv:hasNotice': {
      '@id': templateAddress(gov, template.id),
      '@type': 'dpv:ConsentNotice',
      'dct:language': LANGUAGE_TAG[consent.locale],
      'madang:words': proof.document.words,
    },
    'dpv:hasProcess': {
      '@type': 'dpv:Process',
      'dpv:hasPurpose': { '@type': 'dpv:Purpose', 'dct:title': langTexts(template.purpose) },
      'dpv:hasLegalBasis': { '@type': 'dpv:ExplicitlyExpressedConsent' },
      'dpv:hasApplicableLaw': template.law.map((law) => cite(law, consent.locale)),
      'dpv:hasPersonalData': personalData(consent, template),
      'dpv:hasProcessing': [
        { '@type': 'dpv:Disclose' },
        ...(consent.statements.length > 0 ? [{ '@type': 'dpv:Infer' }] : []),
      ],
      'dpv:hasDataSource': { '@id': site, '@type': 'dpv:PublicDataSource' },
      'dpv:hasStorageCondition': {
        '@type': 'dpv:StorageDuration',
        'dct:extent': `P${template.data.kept.days}D`,
      },
      'dpv:hasFrequency': consent.often === 'once' ? 'dpv:SingularFrequency' : 'dpv:OftenFrequency',
      'dpv:hasJurisdiction': gov.pack.country,
      'dpv:hasDataController': {
        ...party,
        'dpv:hasName': langTexts(template.party.title),
        'dpv:hasContact': `${site}/relying-parties`,
      },
      'dpv:hasRecipient': { '@id': party['@id'] },
      'dpv:hasConsentControl': { '@type': 'dpv:WithdrawConsent', '@id': `${site}/my-data/consents/${consent.id}` },
      'dpv:hasRight': { '@type': 'dpv:DataSubjectRight', '@id': `${site}/my-data` },
    },
    // 6.3.6 events
    'dpv:hasConsentStatus': acts.map(({ kind, at, by, entry }) => ({
      '@type': STATUS[kind],
      'dct:date': { '@value': at.toISOString(), '@type': 'xsd:dateTime' },
      'dct:valid': { '@value': consent.until.toISOString(), '@type': 'xsd:dateTime' },
      ...(by !== null && { 'dpv:isIndicatedBy': { '@id': `urn:uuid:${by}` } }),
      ...(kind === 'given' && proof.signature && { 'dpv:hasIndicationMethod': SIGNED_BY[proof.signature.kind] }),
      'madang:act': kind,
      'madang:receipt': `${site}/receipts/${entry}`,
    })),
    'madang:proof': proof,
  };
}

/** 6.3.4.7: each field with whether it could be refused, and each statement as what is inferred of them. */
function personalData({ fields, statements }: Consent, template: Template): object[] {
  const required = requiredOf(template);
  const necessity = (needed: boolean) => (needed ? 'dpv:Required' : 'dpv:Optional');
  return [
    ...template.fields
      .filter(({ path }) => fields.includes(path))
      .map(({ path, title }) => ({
        ...{ '@type': 'dpv:PersonalData', 'dct:identifier': path, 'dct:title': langTexts(title) },
        'dpv:hasNecessity': necessity(required.fields.includes(path)),
      })),
    ...[...template.data.statements.values()]
      .filter(({ id }) => statements.includes(id))
      .map(({ id, title }) => ({
        ...{ '@type': 'dpv:InferredPersonalData', 'dct:identifier': id, 'dct:title': langTexts(title) },
        'dpv:hasNecessity': necessity(required.statements.includes(id)),
      })),
  ];
}

const langTexts = (text: Text) =>
  LOCALES.map((locale) => ({ '@value': text[locale], '@language': LANGUAGE_TAG[locale] }));
