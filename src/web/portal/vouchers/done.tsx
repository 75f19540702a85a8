import {
  ButtonGroup,
  ButtonLink,
  DateText,
  Layout,
  Link,
  Money,
  type PageContext,
  Panel,
  Paragraph,
  Section,
  SummaryList,
} from '../../../design/index.ts';
import { formatDay, say, type Text } from '../../../kernel/index.ts';
import type { Channel, Government, Programme } from '../../../pack/index.ts';
import { dayBefore, type NoteOrder, spokenCode, type Taking } from '../../../programmes/index.ts';
import { GiveBack } from './takings.tsx';
import { VOUCHERS } from './words.ts';

export interface DonePageProps {
  gov: Government;
  context: PageContext;
  programme: Programme;
  taking: Taking;
  /** The order of paper that came of it. */
  order: NoteOrder | undefined;
  /** Until when it can be given back; undefined where it cannot. */
  backUntil: string | undefined;
}

const TITLES: Record<Channel['kind'], Text> = {
  wallet: VOUCHERS.done,
  paper: VOUCHERS.done,
  bank: VOUCHERS.onItsWay,
  'cash-back': VOUCHERS.cardRegistered,
};

/** What was taken, with its receipt and what can be done next. */
export function DonePage({ gov, context, programme, taking, order, backUntil }: DonePageProps) {
  const { locale } = context;
  const { currency, timeZone, era } = gov.pack;
  const channel = programme.channels.find(({ id }) => id === taking.channel);
  const isBack = taking.state === 'given-back';
  const title = (
    isBack ? VOUCHERS.givenBack : taking.state === 'ordered' ? VOUCHERS.ordered : TITLES[channel?.kind ?? 'wallet']
  )[locale];
  const place = taking.place === null ? undefined : gov.pack.places.get(taking.place);
  const expires = channel?.kind === 'bank' ? [] : [dayBefore(taking.expiresAt, timeZone)];
  const rows = [
    { key: VOUCHERS.amount[locale], value: <Money locale={locale} minor={taking.amount} currency={currency} /> },
    ...(programme.price && channel?.kind !== 'cash-back'
      ? [{ key: VOUCHERS.youPay[locale], value: <Money locale={locale} minor={taking.price} currency={currency} /> }]
      : []),
    { key: VOUCHERS.channel[locale], value: channel?.title[locale] ?? taking.channel },
    ...(place ? [{ key: VOUCHERS.pickUpAt[locale], value: `${place.title[locale]} · ${place.address[locale]}` }] : []),
    ...(order?.state === 'waiting'
      ? [
          { key: VOUCHERS.pickUpCode[locale], value: <strong class="md-code">{spokenCode(order.code)}</strong> },
          { key: VOUCHERS.pickUpBy[locale], value: <DateText locale={locale} iso={order.pickUpUntil} era={era} /> },
        ]
      : []),
    {
      key: VOUCHERS.takenAt[locale],
      value: <DateText locale={locale} iso={taking.takenAt.toISOString()} zone={timeZone} form="time" />,
    },
    ...expires.map((day) => ({
      key: VOUCHERS.spendUntil[locale],
      value: <DateText locale={locale} iso={day} era={era} />,
    })),
  ];
  const path = `/vouchers/${programme.id}`;
  return (
    <Layout context={context} title={title} back={{ href: path, text: programme.title[locale] }}>
      <Panel title={title}>{programme.title[locale]}</Panel>
      {taking.byOfficer && <Paragraph>{VOUCHERS.atCounter[locale]}</Paragraph>}
      <SummaryList locale={locale} rows={rows} />
      <ButtonGroup>
        <ButtonLink href={path}>{VOUCHERS.toWallet[locale]}</ButtonLink>
        {order && <Link href={`/paper/${taking.id}`}>{VOUCHERS.toOrder[locale]}</Link>}
        <Link href={`/receipts/${taking.entry}`}>{VOUCHERS.receipt[locale]}</Link>
      </ButtonGroup>
      {backUntil && !isBack && (
        <Section id="give-back" title={VOUCHERS.giveBack[locale]}>
          <Paragraph>{say(VOUCHERS.giveBackUntil, locale, { day: formatDay(backUntil, locale) })}</Paragraph>
          <GiveBack taking={taking} locale={locale} />
        </Section>
      )}
    </Layout>
  );
}
