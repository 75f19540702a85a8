export {
  accountIdentification,
  amountElement,
  bankAccountNumber,
  creditOrDebit,
  dateTime,
  decimalText,
  longId,
  shortId,
} from './parts.ts';
export { element, plainText, textElement, XML_DECLARATION } from './xml.ts';
