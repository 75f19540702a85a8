/** The mobile driving licence (ISO 18013-5 section 7). */
export const MDL = { docType: 'org.iso.18013.5.1.mDL', namespace: 'org.iso.18013.5.1' } as const;

/** What every one has (section 7.2.1, table 5). */
export const MDL_MANDATORY = [
  'family_name',
  'given_name',
  'birth_date',
  'issue_date',
  'expiry_date',
  'issuing_country',
  'issuing_authority',
  'document_number',
  'portrait',
  'driving_privileges',
  'un_distinguishing_sign',
] as const;
