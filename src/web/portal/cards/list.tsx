import type { OfferSeen } from '../../../credentials/index.ts';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  CardGrid,
  Details,
  EmptyState,
  Form,
  Heading,
  Layout,
  Link,
  List,
  NotificationBanner,
  type PageContext,
  Paragraph,
  Section,
  Tag,
  TaskList,
  Card as Tile,
} from '../../../design/index.ts';
import { dayOf, formatDay, formatTime, type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { isNowhere, placeText } from '../../cards/devices.ts';
import { CardFace } from '../../cards/face.tsx';
import { CardState } from '../../cards/state.tsx';
import { CARDS } from '../../cards/words.ts';
import { newHref } from './params.ts';
import type { MyCards, Own } from './view.ts';
import { MY_CARDS } from './words.ts';

export interface CardListProps {
  gov: Government;
  context: PageContext;
  cards: MyCards;
  /** Those that are open. */
  offers: readonly OfferSeen[];
  /** What was done a moment ago. */
  done: Text | undefined;
}

/** What a person has, what waits for them, what they could have, and what is missing for that. */
export function CardList({ gov, context, cards, offers, done }: CardListProps) {
  const { locale } = context;
  const placeless = ({ card }: Own) => card?.state === 'valid' && isNowhere(cards.where, card);
  const waiting = cards.own.filter(placeless);
  const held = cards.own.filter((one) => one.card !== undefined && !placeless(one));
  const free = cards.own.filter(({ card, right }) => card === undefined && right !== undefined);
  const open = free.filter(({ right }) => right?.state === 'yes');
  const closed = free.filter(({ right }) => right?.state !== 'yes');
  const where = (one: Own) => whereText(cards, one, locale);
  return (
    <Layout context={context} title={MY_CARDS.title[locale]} wide>
      {done && <NotificationBanner locale={locale} tone="success" heading={done[locale]} />}
      <Heading size="xl">{MY_CARDS.title[locale]}</Heading>
      <Paragraph size="l">{MY_CARDS.lead[locale]}</Paragraph>
      <ButtonGroup>
        <ButtonLink href="/wallet">{MY_CARDS.openWallet[locale]}</ButtonLink>
        {cards.where.devices.length > 0 && <Link href="/cards/devices">{MY_CARDS.lostLink[locale]}</Link>}
      </ButtonGroup>
      {cards.own.length === 0 && <EmptyState locale={locale} title={MY_CARDS.noCards[locale]} />}
      <Tiles id="waiting" title={MY_CARDS.waiting} own={waiting} {...{ gov, locale, where }} />
      <Offers gov={gov} locale={locale} offers={offers} />
      <Tiles id="mine" title={MY_CARDS.mine} own={held} {...{ gov, locale, where }} />
      <Tiles id="can-have" title={MY_CARDS.canHave} own={open} {...{ gov, locale, where }} />
      <Closed locale={locale} own={closed} />
      <Past gov={gov} locale={locale} past={cards.past} />
    </Layout>
  );
}

/** Where a card is: on devices, or waiting to be put on one. */
function whereText({ where }: MyCards, { card }: Own, locale: Locale): string {
  return card ? placeText(where, card, locale) : CARDS.nowhere[locale];
}

interface TilesProps {
  gov: Government;
  locale: Locale;
  id: string;
  title: Text;
  own: readonly Own[];
  where: (one: Own) => string;
}

function Tiles({ gov, locale, id, title, own, where }: TilesProps) {
  if (own.length === 0) return null;
  return (
    <Section id={id} title={title[locale]}>
      <CardGrid>
        {own.map((one) => (
          <Tile
            key={`${one.type.id} ${one.about.subject} ${one.about.key}`}
            href={one.card ? `/cards/${one.card.id}` : newHref(one.type, one.about)}
            title={one.type.title[locale]}
            eyebrow={
              <>
                <CardFace
                  type={one.type}
                  line={one.card ? one.face : one.line}
                  off={one.card ? one.card.state !== 'valid' : false}
                />
                {gov.pack.agencies.get(one.type.agency)?.title[locale]}
              </>
            }
            meta={
              one.card ? (
                <>
                  <CardState card={one.card} locale={locale} now={gov.clock.now()} /> {where(one)}
                </>
              ) : (
                <Tag tone="info">{MY_CARDS.canAdd[locale]}</Tag>
              )
            }
          >
            {one.line ?? one.type.summary[locale]}
          </Tile>
        ))}
      </CardGrid>
    </Section>
  );
}

/** What they cannot have yet, in short: its page says what is missing. */
function Closed({ locale, own }: { locale: Locale; own: readonly Own[] }) {
  if (own.length === 0) return null;
  return (
    <Section id="cannot-have" title={MY_CARDS.cannotHave[locale]}>
      <TaskList
        id="closed"
        tasks={own.map(({ type, about, line, right }) => ({
          href: newHref(type, about),
          title: type.title[locale],
          ...(line && { hint: line }),
          status: {
            tone: 'neutral',
            text:
              right?.state === 'need'
                ? MY_CARDS.unknown[locale]
                : say(MY_CARDS.unmet, locale, { count: right?.because.length ?? 0 }),
          },
        }))}
      />
    </Section>
  );
}

/** Offers that no phone has taken yet. What was shown with them is not shown again: it is made anew. */
function Offers({ gov, locale, offers }: Pick<CardListProps, 'gov' | 'offers'> & { locale: Locale }) {
  if (offers.length === 0) return null;
  return (
    <Section id="offers" title={MY_CARDS.offers[locale]}>
      {offers.map(({ id, type, expiresAt }) => {
        const title = gov.pack.credentials.get(type)?.title[locale] ?? type;
        const time = formatTime(expiresAt, locale, gov.pack.timeZone);
        return (
          <Form key={id} action="/cards/offers/cancel">
            <Paragraph>
              <strong>{title}</strong>
              <br />
              {say(MY_CARDS.offerUntil, locale, { time })}
            </Paragraph>
            <input type="hidden" name="offer" value={id} />
            <Button variant="secondary">{MY_CARDS.cancelOffer[locale]}</Button>
          </Form>
        );
      })}
    </Section>
  );
}

function Past({ gov, locale, past }: { gov: Government; locale: Locale; past: MyCards['past'] }) {
  if (past.length === 0) return null;
  const { timeZone, credentials } = gov.pack;
  const day = (at: Date) => formatDay(dayOf(at, timeZone), locale);
  return (
    <Details summary={MY_CARDS.past[locale]}>
      <List
        items={past.map(({ id, type, grantedAt }) => (
          <>
            <Link href={`/cards/${id}`}>{credentials.get(type)!.title[locale]}</Link> ({CARDS.grantedAt[locale]}:{' '}
            {day(grantedAt)})
          </>
        ))}
      />
    </Details>
  );
}
