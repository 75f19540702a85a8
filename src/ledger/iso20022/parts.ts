import type { Money } from '../model.ts';
import { element, plainText, textElement } from './xml.ts';

/*
 * Parts that several messages of ISO 20022 have in common, by the names of their types in the message definitions.
 */

/** Most decimals of an amount: `ActiveOrHistoricCurrencyAndAmount` has five. */
const MOST_DECIMALS = 5;

/**
 * An amount of the minor unit as a decimal number.
 * @throws RangeError for decimals that no amount of ISO 20022 can have.
 */
export function decimalText(minor: Money | bigint, decimals: number): string {
  if (!(Number.isInteger(decimals) && decimals >= 0 && decimals <= MOST_DECIMALS)) {
    throw new RangeError(`an amount cannot have ${decimals} decimals`);
  }
  const digits = String(minor < 0 ? -minor : minor).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = minor < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** `ActiveOrHistoricCurrencyAndAmount`: never below zero; a sign is said by `CdtDbtInd`. */
export function amountElement(name: string, minor: Money, currency: { code: string; decimals: number }): string {
  const amount = decimalText(Math.abs(minor), currency.decimals);
  return `<${name} Ccy="${currency.code}">${amount}</${name}>`;
}

/** `CreditDebitCode` of an amount that came (above zero) or left. */
export const creditOrDebit = (amount: Money) => element('CdtDbtInd', amount < 0 ? 'DBIT' : 'CRDT');

/** `ISODateTime`, in UTC. */
export const dateTime = (name: string, at: Date) => element(name, at.toISOString());

/** An id of ours as a text of 32 characters, which fits every identification of ISO 20022 (35, or 34 of an account). */
export const shortId = (uuid: string) => uuid.replaceAll('-', '');

/** The id that `shortId` made short; none for another text. */
export function longId(short: string): string | undefined {
  const found = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(/^[0-9a-f]{32}$/.test(short) ? short : '');
  return found?.slice(1).join('-');
}

/** A bank account's number as it is sent: without spaces. None if it cannot be one (`Max34Text`). */
export function bankAccountNumber(written: string): string | undefined {
  const number = plainText(written, Number.MAX_SAFE_INTEGER).replaceAll(' ', '');
  return /^[0-9A-Za-z-]{1,34}$/.test(number) ? number : undefined;
}

/** `AccountIdentification4Choice`: an IBAN where the number is one, else what the country has. */
export function accountIdentification(number: string): string {
  const id = isIban(number) ? textElement('IBAN', number, 34) : element('Othr', textElement('Id', number, 34));
  return element('Id', id);
}

/** Whether a number is an IBAN with right check digits (ISO 13616: ISO/IEC 7064, MOD 97-10). */
export function isIban(number: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(number)) return false;
  const digits = [...(number.slice(4) + number.slice(0, 4))]
    .map((character) => Number.parseInt(character, 36))
    .join('');
  return BigInt(digits) % 97n === 1n;
}
