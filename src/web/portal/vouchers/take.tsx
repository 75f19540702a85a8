import {
  DateText,
  ErrorSummary,
  Heading,
  Layout,
  Money,
  type PageContext,
  Paragraph,
  SummaryList,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { lastDayOf, lastDayToTake, type PlaceWithStock, todayOf } from '../../../programmes/index.ts';
import { TakeFields } from '../../taking/fields.tsx';
import { errorsOf, type TakeForm, type TakeProblem } from '../../taking/form.ts';
import { leftToTake, moneyIn, type OwnProgramme } from './view.ts';
import { VOUCHERS } from './words.ts';

export interface TakePageProps {
  gov: Government;
  context: PageContext;
  own: OwnProgramme;
  places: readonly PlaceWithStock[];
  form: TakeForm;
  problem?: TakeProblem | undefined;
}

/** One page to take it: how much, how, what it costs and how that is paid. */
export function TakePage({ gov, context, own, places, form, problem }: TakePageProps) {
  const { locale } = context;
  const { programme } = own;
  const title = say(VOUCHERS.takeTitle, locale, { programme: programme.title[locale] });
  const back = { href: `/vouchers/${programme.id}`, text: programme.title[locale] };
  const errors = errorsOf({ problem, form });
  return (
    <Layout context={context} title={title} back={back} failed={errors.length > 0}>
      <ErrorSummary locale={locale} errors={errors} />
      <Heading caption={gov.pack.agencies.get(programme.agency)?.title[locale]}>{title}</Heading>
      <Paragraph>{programme.summary[locale]}</Paragraph>
      <Terms gov={gov} locale={locale} own={own} />
      <TakeFields
        {...{ gov, locale, programme, places, form, problem }}
        left={leftToTake(own)}
        action={`/vouchers/${programme.id}/take`}
        hasPrice={(own.right.entitlement?.price ?? 0) > 0}
      />
    </Layout>
  );
}

/** What one gets and pays, and by when. */
function Terms({ gov, locale, own }: { gov: Government; locale: Locale; own: OwnProgramme }) {
  const { programme, now, right } = own;
  const { currency } = gov.pack;
  const money = moneyIn(gov, locale);
  const { amount = 0, price = 0 } = right.entitlement ?? {};
  const left = leftToTake(own);
  const inParts = programme.take !== 'whole';
  const pays = inParts ? (
    say(VOUCHERS.priceOfParts, locale, { whole: money(amount), price: money(price) })
  ) : (
    <Money locale={locale} minor={price} currency={currency} />
  );
  const rows = [
    { key: VOUCHERS.youGet[locale], value: <Money locale={locale} minor={left} currency={currency} /> },
    ...(programme.price ? [{ key: VOUCHERS.youPay[locale], value: pays }] : []),
    {
      key: VOUCHERS.takeUntil[locale],
      value: <DateText locale={locale} iso={lastDayToTake(now, todayOf(gov))} era={gov.pack.era} />,
    },
    ...(programme.channels.every(({ kind }) => kind === 'bank')
      ? []
      : [
          {
            key: VOUCHERS.spendUntil[locale],
            value: <DateText locale={locale} iso={lastDayOf(now, todayOf(gov))} era={gov.pack.era} />,
          },
        ]),
  ];
  return (
    <>
      <SummaryList locale={locale} rows={rows} />
      {programme.refund && (
        <Paragraph size="s">{say(VOUCHERS.refundTerms, locale, { days: programme.refund.days })}</Paragraph>
      )}
    </>
  );
}
