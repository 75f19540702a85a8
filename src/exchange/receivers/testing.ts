import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { originOf } from '../../credentials/index.ts';
import { transaction, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Consent, ConsentActKind } from '../consents/model.ts';
import { insertConsent, recordConsentAct, updateConsent } from '../consents/store.ts';
import { currentTemplate } from '../templates/index.ts';
import { ACKNOWLEDGEMENT_TYPE } from './deletion/acknowledge.ts';
import { enrolReceiver } from './register.ts';

/** A pair of keys of a receiver: what it keeps, and what it registers. */
export interface TestKey {
  secret: KeyObject;
  jwk: Record<string, unknown>;
}

/** A new pair of keys on P-256. */
export function receiverKey(use: 'sig' | 'enc', kid: string): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { secret: privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), use, kid } };
}

/** The file of a party that asks for a name, once and each month. */
export const partyFile = (id: string): string => `
id: ${id}
title: {zh-Hant: 測試, ko: 시험, en: Test}
summary: {zh-Hant: 測試, ko: 시험, en: Test}
hosts: [party.example]
uses:
  once:
    purpose: {zh-Hant: 測試, ko: 시험, en: To try}
    law: []
    data: {basis: consent, fields: {persons: [name]}, kept: 30 days}
  monthly:
    purpose: {zh-Hant: 測試, ko: 시험, en: To try}
    law: []
    data: {basis: consent, fields: {persons: [name]}, often: {each: month, for: 12 months}, kept: 30 days}
`;

/** A receiver of a test, with the secret key by which it signs. */
export interface TestReceiver {
  party: string;
  key: TestKey;
}

/** Enrols one. */
export async function testReceiver(
  gov: Government,
  {
    id,
    owner,
    webhook = '',
  }: {
    id: string;
    owner: string;
    webhook?: string;
  },
): Promise<TestReceiver> {
  const key = receiverKey('sig', 'sign-1');
  const keys = JSON.stringify({ keys: [key.jwk, receiverKey('enc', 'enc-1').jwk] });
  const party = await transaction(gov.db, (tx) =>
    enrolReceiver(tx, gov, { owner, file: partyFile(id), keys, webhook }),
  );
  return { party, key };
}

const DAY_MS = 86_400_000;

/** A consent as if somebody had given it. */
export async function testConsent(
  gov: Government,
  { person, party, use }: { person: string; party: string; use: 'once' | 'monthly' },
): Promise<Consent> {
  const at = gov.clock.now();
  const template = await currentTemplate(gov.db, gov, { party, use });
  const consent: Consent = {
    ...{ id: uuidv7(at), person, givenBy: person, party, template: template.id, statements: [] },
    ...{ fields: ['persons.name'], often: use === 'once' ? 'once' : 'month', state: 'given', locale: 'en' },
    ...{ from: at, until: new Date(at.getTime() + 90 * DAY_MS), givenAt: at, changedAt: at, answeredAt: null },
  };
  await transaction(gov.db, async (tx) => {
    await insertConsent(tx, consent);
    await recordConsentAct(tx, gov, consent, { kind: 'given', by: person });
  });
  return consent;
}

/** Something is done with it. */
export async function actOn(
  gov: Government,
  consent: Consent,
  kind: ConsentActKind,
  changes: Partial<Consent> = {},
): Promise<void> {
  const changed = { ...consent, ...changes, changedAt: gov.clock.now() };
  await transaction(gov.db, async (tx) => {
    await updateConsent(tx, changed);
    await recordConsentAct(tx, gov, changed, { kind, by: consent.person });
  });
}

/** A receiver's word, signed, that it has deleted something; with whatever else a test wants it to say. */
export function acknowledgement(
  gov: Government,
  { party, key }: TestReceiver,
  said: Record<string, unknown>,
  header: Record<string, unknown> = {},
): string {
  const iat = Math.floor(gov.clock.now().getTime() / 1000);
  const parts = [
    { alg: 'ES256', typ: ACKNOWLEDGEMENT_TYPE, kid: key.jwk.kid, ...header },
    { iss: party, aud: originOf(gov), iat, ...said },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = sign('sha256', Buffer.from(parts.join('.')), { key: key.secret, dsaEncoding: 'ieee-p1363' });
  return [...parts, signature.toString('base64url')].join('.');
}
