import {
  Button,
  Columns,
  DateText,
  ErrorSummary,
  Form,
  Heading,
  Layout,
  Link,
  Money,
  type PageContext,
  Paragraph,
  QrCode,
  Radios,
  Section,
  SummaryList,
  type SummaryRow,
  Tag,
  type Tone,
} from '../../../design/index.ts';
import { hasMadeUpPeople, type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government, Place } from '../../../pack/index.ts';
import { type NoteOrder, type PlaceWithStock, spokenCode } from '../../../programmes/index.ts';
import { ORDER_STATE, PAPER } from './words.ts';

export interface OrderProps {
  gov: Government;
  context: PageContext;
  order: NoteOrder;
  /** What the QR code leads an officer to. */
  counterAddress: string;
  /** Of an order that has lapsed: where it can be ordered anew. */
  places: readonly PlaceWithStock[];
  refused?: Text | undefined;
}

const TONES: Record<NoteOrder['state'], Tone> = {
  waiting: 'info',
  handed: 'success',
  lapsed: 'warning',
  cancelled: 'neutral',
  returned: 'neutral',
};

/** A person's order of paper: its code, where and until when, what to bring; or how to order again. */
export function OrderPage({ gov, context, order, counterAddress, places, refused }: OrderProps) {
  const { locale } = context;
  const programme = gov.pack.programmes.get(order.programme);
  const place = gov.pack.places.get(order.place);
  const waits = order.state === 'waiting';
  return (
    <Layout
      context={context}
      title={PAPER.orderTitle[locale]}
      back={{ href: `/vouchers/${order.programme}`, text: programme?.title[locale] ?? order.programme }}
      failed={refused !== undefined}
    >
      <ErrorSummary locale={locale} errors={refused ? [{ text: refused[locale], href: '#place' }] : []} />
      <Heading caption={programme?.title[locale]}>{PAPER.orderTitle[locale]}</Heading>
      {waits ? (
        <Columns aside={<Code locale={locale} order={order} address={counterAddress} />}>
          <Facts gov={gov} locale={locale} order={order} place={place} />
        </Columns>
      ) : (
        <Facts gov={gov} locale={locale} order={order} place={place} />
      )}
      {waits && <Paragraph>{PAPER.print[locale]}</Paragraph>}
      {order.state === 'handed' && (
        <Paragraph>
          <Link href="/notes">{PAPER.checkNotes[locale]}</Link>
        </Paragraph>
      )}
      {order.state === 'handed' && hasMadeUpPeople(gov.config) && (
        <Paragraph>
          <Link href={`/paper/${order.taking}/sheet`} download>
            {PAPER.demoSheet[locale]}
          </Link>
        </Paragraph>
      )}
      {order.state === 'lapsed' && <Reorder locale={locale} order={order} places={places} refused={refused} />}
      <Paragraph>
        <Link href={`/vouchers/takings/${order.taking}`}>{PAPER.toTaking[locale]}</Link>
      </Paragraph>
    </Layout>
  );
}

/** What is shown at the counter. */
function Code({ locale, order, address }: { locale: Locale; order: NoteOrder; address: string }) {
  return (
    <Section id="code" title={PAPER.pickUpCode[locale]}>
      <p class="govuk-heading-l">{spokenCode(order.code)}</p>
      <QrCode value={address} label={PAPER.showThis[locale]} />
      <Paragraph>{PAPER.showThis[locale]}</Paragraph>
    </Section>
  );
}

interface FactsProps extends Pick<OrderProps, 'gov' | 'order'> {
  locale: Locale;
  place: Place | undefined;
}

function Facts({ gov, locale, order, place }: FactsProps) {
  const { currency, timeZone, era } = gov.pack;
  const lastMoment = new Date(order.expiresAt.getTime() - 1).toISOString();
  const where: SummaryRow = {
    key: PAPER.place[locale],
    value: (
      <>
        {place?.title[locale] ?? order.place}
        {place && (
          <>
            <br />
            {place.address[locale]}
            <br />
            <Link href={mapOf(place)}>{PAPER.onMap[locale]}</Link>
          </>
        )}
      </>
    ),
  };
  const waits = order.state === 'waiting';
  const rows: SummaryRow[] = [
    { key: PAPER.state[locale], value: <Tag tone={TONES[order.state]}>{ORDER_STATE[order.state][locale]}</Tag> },
    { key: PAPER.amount[locale], value: <Money locale={locale} minor={order.amount} currency={currency} /> },
    where,
    ...(waits
      ? [
          {
            key: PAPER.until[locale],
            value: <DateText locale={locale} iso={order.pickUpUntil} form="weekday" />,
          },
          { key: PAPER.bring[locale], value: PAPER.bringText[locale] },
        ]
      : []),
    { key: PAPER.spendUntil[locale], value: <DateText locale={locale} iso={lastMoment} zone={timeZone} era={era} /> },
  ];
  return <SummaryList locale={locale} rows={rows} />;
}

/** A place on the map that everybody may use. */
const mapOf = ({ at: [latitude, longitude] }: Place): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;

function Reorder({
  locale,
  order,
  places,
  refused,
}: Pick<OrderProps, 'order' | 'places' | 'refused'> & { locale: Locale }) {
  return (
    <Section id="again" title={PAPER.reorderTitle[locale]}>
      <Paragraph>{places.length > 0 ? PAPER.reorderHelp[locale] : PAPER.noStock[locale]}</Paragraph>
      {places.length > 0 && (
        <Form action={`/paper/${order.taking}/reorder`}>
          <Radios
            locale={locale}
            name="place"
            label={PAPER.choosePlace[locale]}
            {...(refused && { error: refused[locale] })}
            items={places.map(({ place, free }) => ({
              value: place.id,
              text: place.title[locale],
              hint: `${place.address[locale]} · ${say(PAPER.stockLeft, locale, { count: free.toLocaleString('en') })}`,
            }))}
          />
          <Button>{PAPER.order[locale]}</Button>
        </Form>
      )}
    </Section>
  );
}
