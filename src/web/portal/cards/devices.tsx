import {
  Button,
  ButtonLink,
  DateText,
  EmptyState,
  Form,
  Heading,
  Layout,
  Link,
  List,
  NotificationBanner,
  type PageContext,
  Paragraph,
  SummaryCard,
  SummaryList,
  type SummaryRow,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Device } from '../../cards/devices.ts';
import { CARDS } from '../../cards/words.ts';
import { MY_CARDS } from './words.ts';

/** A device with what it is called. */
export type NamedDevice = Device & { name: string };

export interface DevicesProps {
  gov: Government;
  context: PageContext;
  devices: readonly NamedDevice[];
  /** On how many cards the loss of a device, a moment ago, had an effect. */
  lost: number | undefined;
}

/** The devices on which somebody's cards are, each with the way to block it. */
export function DevicesPage({ gov, context, devices, lost }: DevicesProps) {
  const { locale } = context;
  return (
    <Layout context={context} title={MY_CARDS.devices[locale]} back={{ href: '/cards', text: MY_CARDS.title[locale] }}>
      {lost !== undefined && (
        <NotificationBanner
          locale={locale}
          tone="success"
          heading={lost > 0 ? say(CARDS.lostDone, locale, { count: lost }) : CARDS.lostNothing[locale]}
        >
          {lost > 0 && <Paragraph>{CARDS.visibleSoon[locale]}</Paragraph>}
        </NotificationBanner>
      )}
      <Heading>{MY_CARDS.devices[locale]}</Heading>
      {devices.length === 0 ? (
        <EmptyState locale={locale} title={MY_CARDS.noDevices[locale]} />
      ) : (
        <Paragraph>{MY_CARDS.devicesLead[locale]}</Paragraph>
      )}
      {devices.map((device) => (
        <SummaryCard key={device.wallet} locale={locale} title={device.name} rows={rowsOf(gov, locale, device)}>
          <ButtonLink href={`/cards/devices/${device.wallet}/lost`} variant="secondary">
            {MY_CARDS.loseThis[locale]}
          </ButtonLink>
        </SummaryCard>
      ))}
    </Layout>
  );
}

function rowsOf({ pack }: Government, locale: Locale, { cards, firstAt, lastAt }: Device): SummaryRow[] {
  const time = (at: Date) => <DateText locale={locale} iso={at.toISOString()} zone={pack.timeZone} form="time" />;
  return [
    {
      key: CARDS.onIt[locale],
      value: <List kind="plain" items={cards.map(({ type }) => pack.credentials.get(type)?.title[locale] ?? type)} />,
    },
    { key: CARDS.firstAt[locale], value: time(firstAt) },
    ...(lastAt > firstAt ? [{ key: CARDS.lastAt[locale], value: time(lastAt) }] : []),
  ];
}

/** Asks once more before all copies on a device are revoked, and says what stays. */
export function LosePage({ gov, context, device }: { gov: Government; context: PageContext; device: NamedDevice }) {
  const { locale } = context;
  return (
    <Layout
      context={context}
      title={MY_CARDS.loseTitle[locale]}
      back={{ href: '/cards/devices', text: MY_CARDS.devices[locale] }}
    >
      <Heading caption={device.name}>{MY_CARDS.loseTitle[locale]}</Heading>
      <SummaryList locale={locale} rows={rowsOf(gov, locale, device)} />
      <List items={MY_CARDS.loseMeans.map((text) => text[locale])} />
      <Form action={`/cards/devices/${device.wallet}/lost`}>
        <Button variant="warning">{MY_CARDS.loseNow[locale]}</Button>
      </Form>
      <Paragraph>
        {MY_CARDS.found[locale]} <Link href="/cards">{MY_CARDS.title[locale]}</Link>
      </Paragraph>
    </Layout>
  );
}
