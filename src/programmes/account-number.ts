/** A bank account number without blanks and hyphens, in plain digits; undefined for what no bank has. */
export function accountNumber(typed = ''): string | undefined {
  const digits = typed.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '');
  return /^\d{6,20}$/.test(digits) ? digits : undefined;
}

/** As much of an account number as tells its holder which it is: the last four digits. */
export const lastDigits = (account: string): string => account.slice(-4);
