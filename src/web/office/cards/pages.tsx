import {
  Button,
  DateText,
  ErrorSummary,
  Form,
  Heading,
  NotificationBanner,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Section,
  Table,
  TextInput,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { Offer, type ShownOffer } from '../../cards/offer.tsx';
import { CARDS } from '../../cards/words.ts';
import { ProveFirst } from '../../proof/prove-first.tsx';
import { Hidden, OneCard, type WrongReason } from './one-card.tsx';
import type { AtCounter, OfficeCard } from './seen.ts';
import { CARD_OFFICE } from './words.ts';

export interface LookUpProps {
  context: PageContext;
  service: string | undefined;
  /** What is wrong with the number, and the number. */
  problem?: { text: string; number: string } | undefined;
}

/** Where an officer looks up who stands before them. */
export function LookUpPage({ context, service, problem }: LookUpProps) {
  const { locale } = context;
  const errors = problem ? [{ text: problem.text, href: '#number' }] : [];
  return (
    <OfficeLayout
      context={context}
      title={CARD_OFFICE.title[locale]}
      {...(service && { service })}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      <Heading>{CARD_OFFICE.title[locale]}</Heading>
      <Paragraph>{CARD_OFFICE.lead[locale]}</Paragraph>
      <Form action="/office/cards">
        <TextInput
          locale={locale}
          name="number"
          label={CARD_OFFICE.number[locale]}
          hint={CARD_OFFICE.numberHint[locale]}
          width={20}
          autoComplete="off"
          {...(problem && { error: problem.text, value: problem.number })}
        />
        <Button>{CARD_OFFICE.lookUp[locale]}</Button>
      </Form>
    </OfficeLayout>
  );
}

export interface PersonProps {
  gov: Government;
  context: PageContext;
  service: string | undefined;
  seen: AtCounter;
  /** What devices are called, by what copies call them. */
  names: ReadonlyMap<string, string>;
  /** Whether the officer proved lately who they are: else nothing is handed over. */
  proved: boolean;
  /** What was done a moment ago. */
  done?: string | undefined;
  wrong?: WrongReason | undefined;
}

/** Who stands at the counter, and the cards of this office that they have or could have. */
export function PersonPage({ gov, context, service, seen, names, proved, done, wrong }: PersonProps) {
  const { locale } = context;
  const errors = wrong ? [{ text: wrong.text, href: `#reason-${wrong.card}` }] : [];
  return (
    <OfficeLayout
      context={context}
      title={seen.name}
      {...(service && { service })}
      back={{ href: '/office/cards', text: CARD_OFFICE.another[locale] }}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      {done && (
        <NotificationBanner locale={locale} tone="success" heading={done}>
          <Paragraph>{CARDS.visibleSoon[locale]}</Paragraph>
        </NotificationBanner>
      )}
      <Heading caption={CARD_OFFICE.title[locale]}>{seen.name}</Heading>
      {!proved && <ProveFirst locale={locale} here="/office/cards" />}
      {seen.cards.length === 0 && <Paragraph>{CARD_OFFICE.nothing[locale]}</Paragraph>}
      {seen.cards.map((one, nth) => (
        <OneCard key={one.card?.id ?? nth} id={`card-${nth + 1}`} {...{ gov, locale, seen, one, proved, wrong }} />
      ))}
      <Devices {...{ gov, locale, seen, names }} />
    </OfficeLayout>
  );
}

/** The devices with cards of this office, each to be blocked where it is lost. */
function Devices({ gov, locale, seen, names }: Pick<PersonProps, 'gov' | 'seen' | 'names'> & { locale: Locale }) {
  const { devices } = seen.where;
  if (devices.length === 0) return null;
  const { timeZone, credentials } = gov.pack;
  return (
    <Section id="devices" title={CARD_OFFICE.devices[locale]}>
      <Paragraph>{CARD_OFFICE.devicesHelp[locale]}</Paragraph>
      <Table
        id="devices-table"
        caption={CARD_OFFICE.devices[locale]}
        captionHidden
        narrow="cards"
        rowHeaders
        columns={[
          { header: CARDS.device[locale] },
          { header: CARDS.onIt[locale] },
          { header: CARDS.lastAt[locale] },
          { header: CARD_OFFICE.lost[locale] },
        ]}
        rows={devices.map(({ wallet, cards, lastAt }) => {
          return [
            names.get(wallet),
            cards.map(({ type }) => credentials.get(type)?.title[locale] ?? type).join(' · '),
            <DateText key="last" locale={locale} iso={lastAt.toISOString()} zone={timeZone} form="time" />,
            <Form key="lost" action="/office/cards/lost">
              <Hidden fields={{ person: seen.person, wallet }} />
              <Button variant="secondary">{CARD_OFFICE.lost[locale]}</Button>
            </Form>,
          ];
        })}
      />
    </Section>
  );
}

export interface HandOverProps extends Omit<PersonProps, 'names' | 'proved' | 'done' | 'wrong'> {
  one: OfficeCard;
  offer: ShownOffer;
  /** The address of our own wallet. */
  wallet: string;
}

/** What the person scans from the officer's screen. */
export function HandOverPage({ gov, context, service, seen, one, offer, wallet }: HandOverProps) {
  const { locale } = context;
  const title = say(CARD_OFFICE.handOverTitle, locale, { title: one.type.title[locale] });
  return (
    <OfficeLayout
      context={context}
      title={title}
      {...(service && { service })}
      back={{ href: '/office/cards', text: CARD_OFFICE.another[locale] }}
    >
      <Heading caption={seen.name}>{title}</Heading>
      <Paragraph>{CARD_OFFICE.handOverLead[locale]}</Paragraph>
      <Offer {...{ locale, offer, wallet }} zone={gov.pack.timeZone} title={one.type.title} own={false} />
      <Form action="/office/cards/person">
        <Hidden fields={{ person: seen.person }} />
        <Button variant="secondary">{say(CARD_OFFICE.backTo, locale, { name: seen.name })}</Button>
      </Form>
    </OfficeLayout>
  );
}
