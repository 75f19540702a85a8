import type { Card, CardAct } from '../../../credentials/index.ts';
import {
  Button,
  ButtonLink,
  Columns,
  DateText,
  Details,
  Form,
  Heading,
  InsetText,
  Layout,
  Link,
  NotificationBanner,
  type PageContext,
  Paragraph,
  Section,
  SummaryList,
  type SummaryRow,
} from '../../../design/index.ts';
import type { Locale, Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { CardFace } from '../../cards/face.tsx';
import { CardHistory } from '../../cards/history.tsx';
import { CardState } from '../../cards/state.tsx';
import { CARDS } from '../../cards/words.ts';
import { ProveFirst } from '../../proof/prove-first.tsx';
import { Claims } from './claims.tsx';
import type { NamedDevice } from './devices.tsx';
import { AddForm } from './new.tsx';
import { newHref } from './params.ts';
import type { Own } from './view.ts';
import { MY_CARDS } from './words.ts';

export interface CardPageProps {
  gov: Government;
  context: PageContext;
  card: Card;
  own: Omit<Own, 'card'>;
  /** Those that it is on. */
  devices: readonly NamedDevice[];
  /** Whether a paper of it is good. */
  onPaper: boolean;
  /** Whether they proved lately who they are. */
  proved: boolean;
  /** Oldest first. */
  acts: readonly CardAct[];
  /** What was done a moment ago. */
  done: Text | undefined;
}

/** One card: how it stands, what it says, where it is, and what its holder can do with it. */
export function CardPage(props: CardPageProps) {
  const { gov, context, card, own, acts, proved, done } = props;
  const { locale } = context;
  const { type, right } = own;
  const isOver = card.state === 'revoked';
  return (
    <Layout context={context} title={type.title[locale]} back={{ href: '/cards', text: MY_CARDS.title[locale] }} wide>
      {done && (
        <NotificationBanner locale={locale} tone="success" heading={done[locale]}>
          <Paragraph>{CARDS.visibleSoon[locale]}</Paragraph>
        </NotificationBanner>
      )}
      <Heading caption={gov.pack.agencies.get(type.agency)?.title[locale]}>{type.title[locale]}</Heading>
      <Columns aside={<CardFace type={type} line={own.face} off={card.state !== 'valid'} />}>
        <Facts {...props} />
        {isOver && (
          <>
            <InsetText>{MY_CARDS.over[locale]}</InsetText>
            <ButtonLink href={newHref(type, own.about)} variant="secondary">
              {MY_CARDS.getNew[locale]}
            </ButtonLink>
          </>
        )}
        {card.state === 'suspended' && card.suspendedBy !== 'holder' && (
          <InsetText>{CARDS.suspendedByOfficer[locale]}</InsetText>
        )}
      </Columns>
      {card.state === 'valid' && right?.state === 'yes' && (
        <Section id="add" title={MY_CARDS.add[locale]}>
          <AddForm {...{ locale, own, proved }} here={`/cards/${card.id}`} />
        </Section>
      )}
      {!isOver && <Where {...props} />}
      {!isOver && <PaperPart {...props} />}
      {right && !isOver && (
        <Details summary={MY_CARDS.says[locale]}>
          <Paragraph>{MY_CARDS.saysHelp[locale]}</Paragraph>
          <Claims {...{ gov, locale, type }} claims={right.claims} />
        </Details>
      )}
      {!isOver && <Manage card={card} locale={locale} />}
      <Section id="history" title={CARDS.history[locale]}>
        <CardHistory {...{ gov, locale, card, acts }} holder={MY_CARDS.you[locale]} />
      </Section>
    </Layout>
  );
}

function Facts({ gov, context: { locale }, card, own: { line } }: CardPageProps) {
  const { timeZone, era } = gov.pack;
  const day = (at: Date) => <DateText locale={locale} iso={at.toISOString()} zone={timeZone} era={era} />;
  const rows: SummaryRow[] = [
    { key: CARDS.state[locale], value: <CardState card={card} locale={locale} now={gov.clock.now()} /> },
    ...(line ? [{ key: CARDS.about[locale], value: line }] : []),
    { key: CARDS.grantedAt[locale], value: day(card.grantedAt) },
    ...(card.state === 'revoked' ? [] : [{ key: CARDS.endsAt[locale], value: day(card.endsAt) }]),
  ];
  return <SummaryList locale={locale} rows={rows} />;
}

/** On which devices it is. */
function Where({ gov, context: { locale }, devices }: CardPageProps) {
  const { timeZone } = gov.pack;
  const rows = devices.map(({ name, firstAt }) => ({
    key: name,
    value: (
      <>
        {CARDS.firstAt[locale]}: <DateText locale={locale} iso={firstAt.toISOString()} zone={timeZone} form="time" />
      </>
    ),
  }));
  return (
    <Section id="where" title={MY_CARDS.where[locale]}>
      {rows.length > 0 ? (
        <SummaryList locale={locale} rows={rows} />
      ) : (
        <Paragraph>{MY_CARDS.notInWallet[locale]}</Paragraph>
      )}
      {rows.length > 0 && (
        <Paragraph>
          <Link href="/cards/devices">{MY_CARDS.seeDevices[locale]}</Link>
        </Paragraph>
      )}
    </Section>
  );
}

/** The paper of a card, where its type has one: to be made, or to be revoked where it was lost. */
function PaperPart({ context: { locale }, card, own: { type }, onPaper, proved }: CardPageProps) {
  if (type.offline.length === 0) return null;
  const path = `/cards/${card.id}/paper`;
  return (
    <Section id="paper" title={CARDS.paper[locale]}>
      <Paragraph>{CARDS.paperMeans[locale]}</Paragraph>
      {card.state === 'valid' && !proved && <ProveFirst locale={locale} here={`/cards/${card.id}`} />}
      {card.state === 'valid' && proved && (
        <Form action={path}>
          <Button variant="secondary">{CARDS.downloadPaper[locale]}</Button>
        </Form>
      )}
      {onPaper && (
        <Form action={`${path}/revoke`}>
          <Button variant="secondary">{CARDS.revokePaper[locale]}</Button>
        </Form>
      )}
    </Section>
  );
}

/** Suspending, resuming, revoking. What an officer suspended only an officer resumes. */
function Manage({ card, locale }: { card: Card; locale: Locale }) {
  const path = `/cards/${card.id}`;
  return (
    <Section id="manage" title={MY_CARDS.manage[locale]}>
      {card.state === 'valid' && (
        <Form action={`${path}/suspend`}>
          <Paragraph>{MY_CARDS.suspendHelp[locale]}</Paragraph>
          <Button variant="secondary">{CARDS.suspend[locale]}</Button>
        </Form>
      )}
      {card.state === 'suspended' && card.suspendedBy === 'holder' && (
        <Form action={`${path}/resume`}>
          <Paragraph>{MY_CARDS.resumeHelp[locale]}</Paragraph>
          <Button>{CARDS.resume[locale]}</Button>
        </Form>
      )}
      <Paragraph>{MY_CARDS.revokeHelp[locale]}</Paragraph>
      <Paragraph>
        <Link href={`${path}/revoke`}>{MY_CARDS.toRevoke[locale]}</Link>
      </Paragraph>
    </Section>
  );
}

/** Asks once more before what cannot be undone. */
export function RevokePage({
  context,
  card,
  own: { type, line, face },
  proved,
}: Pick<CardPageProps, 'context' | 'card' | 'own' | 'proved'>) {
  const { locale } = context;
  const path = `/cards/${card.id}`;
  return (
    <Layout context={context} title={MY_CARDS.revokeTitle[locale]} back={{ href: path, text: type.title[locale] }}>
      <Heading caption={line ? `${type.title[locale]} · ${line}` : type.title[locale]}>
        {MY_CARDS.revokeTitle[locale]}
      </Heading>
      <CardFace type={type} line={face} />
      <Paragraph>{MY_CARDS.revokeHelp[locale]}</Paragraph>
      {proved ? (
        <Form action={`${path}/revoke`}>
          <Button variant="warning">{CARDS.revoke[locale]}</Button>
        </Form>
      ) : (
        <ProveFirst locale={locale} here={`${path}/revoke`} />
      )}
      <Paragraph>
        <Link href={path}>{MY_CARDS.keepIt[locale]}</Link>
      </Paragraph>
    </Layout>
  );
}
