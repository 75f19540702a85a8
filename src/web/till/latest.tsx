import { DateText } from '../../design/index.ts';
import { dayOf } from '../../kernel/index.ts';
import { type Payment, paymentsOfShop } from '../../programmes/index.ts';
import { signsFrom, signText } from '../paying/sign.ts';
import { moneyText, type TillView, tillAddress } from './view.tsx';
import { TILL } from './words.ts';

/** The payment that a shop got last, if that was just now. */
export async function latestOf({ gov, shop }: TillView): Promise<Payment | undefined> {
  const now = gov.clock.now();
  const day = dayOf(now, gov.pack.timeZone);
  const [payment] = await paymentsOfShop(gov.db, { shop: shop.id, day, limit: 1 });
  return payment && signsFrom(payment, now).length > 0 ? payment : undefined;
}

/**
 * Who scans the code on the counter pays without the till: here the till says so, with the sign that the payer's phone
 * shows. The island keeps it up to date, and plays the tune of a payment that has come in.
 */
export function Latest({ view, payment }: { view: TillView; payment: Payment | undefined }) {
  const { locale, gov } = view;
  const [sign] = payment ? signsFrom(payment, gov.clock.now()) : [];
  return (
    <p
      class="md-till__latest"
      role="status"
      data-latest={payment?.id ?? ''}
      data-here={tillAddress(view)}
      data-tune={JSON.stringify(sign?.tune ?? [])}
    >
      {payment && sign && (
        <>
          {TILL.latest[locale]}{' '}
          <a class="govuk-link" href={tillAddress(view, `payments/${payment.id}/sign`)} data-swap>
            <strong>{moneyText(view, payment.amount)}</strong> {signText(sign, locale)}
          </a>{' '}
          <DateText locale={locale} iso={payment.paidAt.toISOString()} zone={gov.pack.timeZone} form="time" />
        </>
      )}
    </p>
  );
}
