import type { ComponentChildren } from 'preact';
import { Type } from 'typebox';
import { Button, DateText, Form, Money, SummaryCard, TextInput } from '../../design/index.ts';
import { formatMoney, type Locale, say } from '../../kernel/index.ts';
import { findPayouts, type Payout } from '../../ledger/index.ts';
import type { Government } from '../../pack/index.ts';
import { titleOfPayout, type Unpaid } from '../../programmes/index.ts';
import { reasonText } from '../statements/payout-words.ts';
import { UNPAID } from './unpaid-words.ts';
import { TAKING } from './words.ts';

/** What the form sends: another account, and which payments that came back it is for. */
export const UnpaidBody = Type.Object({
  account: Type.Optional(Type.String({ maxLength: 60 })),
  payout: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 50 }),
});

/** Something that came back, with the payout that it was and the one that takes its place. */
export interface UnpaidSeen extends Unpaid {
  failed: Payout;
  paidAnew: Payout | undefined;
}

/** Looks up the payouts of what came back. */
export async function seenUnpaid({ db }: Pick<Government, 'db'>, unpaid: readonly Unpaid[]): Promise<UnpaidSeen[]> {
  const payouts = await findPayouts(
    db,
    unpaid.flatMap(({ payout, again }) => [payout, ...(again ? [again] : [])]),
  );
  return unpaid.map((one) => ({ ...one, failed: payouts.get(one.payout)!, paidAnew: payouts.get(one.again ?? '') }));
}

/** An account by its last digits. */
export const endingOf = (account: string, locale: Locale): string =>
  say(UNPAID.ending, locale, { digits: account.slice(-4) });

export interface UnpaidFormProps {
  gov: Government;
  locale: Locale;
  /** What waits for another account; at least one. */
  unpaid: readonly UnpaidSeen[];
  action: string;
  /** For whom an officer does it. */
  forPerson?: string;
  typed?: string | undefined;
  error?: string | undefined;
  /** What stands in the place of the form as long as it cannot be sent. */
  children?: ComponentChildren;
}

/** What came back, each with the reason, and one form for another account for all of it. */
export function UnpaidForm(props: UnpaidFormProps) {
  const { gov, locale, unpaid, children } = props;
  const { currency, timeZone } = gov.pack;
  return (
    <>
      {unpaid.map(({ payout, failed, amount, reason, returnedAt }) => (
        <SummaryCard
          key={payout}
          locale={locale}
          title={titleOfPayout(gov, failed)[locale]}
          rows={[
            { key: UNPAID.amount[locale], value: <Money locale={locale} minor={amount} currency={currency} /> },
            { key: UNPAID.sentTo[locale], value: endingOf(failed.to.bankAccount, locale) },
            { key: UNPAID.why[locale], value: reasonText(reason ?? '', locale) },
            {
              key: UNPAID.when[locale],
              value: <DateText locale={locale} iso={returnedAt.toISOString()} zone={timeZone} form="time" />,
            },
          ]}
        />
      ))}
      {children || <AccountForm {...props} />}
    </>
  );
}

function AccountForm({ gov, locale, unpaid, action, forPerson, typed = '', error }: UnpaidFormProps) {
  const sum = unpaid.reduce((total, { amount }) => total + amount, 0);
  return (
    <Form action={action}>
      {forPerson && <input type="hidden" name="person" value={forPerson} />}
      {unpaid.map(({ payout }) => (
        <input key={payout} type="hidden" name="payout" value={payout} />
      ))}
      <TextInput
        locale={locale}
        name="account"
        label={UNPAID.account[locale]}
        hint={(forPerson ? TAKING.bankHint : UNPAID.hint)[locale]}
        value={typed}
        inputMode="numeric"
        autoComplete="off"
        width={20}
        {...(error !== undefined && { error })}
      />
      <Button>{say(UNPAID.payAll, locale, { amount: formatMoney(sum, gov.pack.currency, locale) })}</Button>
    </Form>
  );
}
