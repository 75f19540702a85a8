import {
  Button,
  Details,
  EmptyState,
  Form,
  Heading,
  Layout,
  Link,
  NotificationBanner,
  type PageContext,
  Paragraph,
  Section,
  Table,
  WarningText,
} from '../../../design/index.ts';
import { COUNTER, type Consent, isInForce, rangeText } from '../../../exchange/index.ts';
import type { Locale, Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { Turns } from '../paging.tsx';
import { ConsentState } from './shown.tsx';
import { CONSENTS } from './words.ts';

/** A consent, with to whom it was given. */
export interface Listed {
  consent: Consent;
  party: Text;
}

/** To whom a consent was given. */
export const partyText = (consent: Pick<Consent, 'party'>, title: Text | undefined): Text =>
  title ??
  (consent.party === COUNTER ? CONSENTS.counter : { ko: consent.party, 'zh-Hant': consent.party, en: consent.party });

export interface ConsentListProps {
  gov: Government;
  context: PageContext;
  /** One page of them. */
  consents: readonly Listed[];
  /** The address of the next page, where there is one. */
  older: string | undefined;
  isFirst: boolean;
  /** Whether there is anything to withdraw, here or on another page. */
  canWithdraw: boolean;
  done: Text | undefined;
}

/** What somebody has agreed to, what is in force first, and the way to end it all at once. */
export function ConsentList({ gov, context, consents, older, isFirst, canWithdraw, done }: ConsentListProps) {
  const { locale } = context;
  const now = gov.clock.now();
  const inForce = consents.filter(({ consent }) => isInForce(consent, now));
  const over = consents.filter(({ consent }) => !isInForce(consent, now));
  return (
    <Layout context={context} title={CONSENTS.title[locale]} back={{ href: '/my-data' }}>
      {done && <NotificationBanner locale={locale} tone="success" heading={done[locale]} />}
      <Heading>{CONSENTS.title[locale]}</Heading>
      <Paragraph>{CONSENTS.lead[locale]}</Paragraph>
      {consents.length === 0 && <EmptyState locale={locale} title={CONSENTS.none[locale]} />}
      <Group id="in-force" title={CONSENTS.inForce} {...{ gov, locale }} consents={inForce} />
      <Group id="over" title={CONSENTS.over} {...{ gov, locale }} consents={over} />
      <Turns
        label={CONSENTS.title[locale]}
        older={older}
        olderText={CONSENTS.older[locale]}
        newest={isFirst ? undefined : '/my-data/consents'}
        newestText={CONSENTS.first[locale]}
      />
      {canWithdraw && (
        <Details summary={CONSENTS.all[locale]}>
          <WarningText locale={locale}>{CONSENTS.allHelp[locale]}</WarningText>
          <Form action="/my-data/consents/withdraw">
            <Button variant="warning">{CONSENTS.allButton[locale]}</Button>
          </Form>
        </Details>
      )}
    </Layout>
  );
}

interface GroupProps {
  gov: Government;
  locale: Locale;
  id: string;
  title: Text;
  consents: readonly Listed[];
}

function Group({ gov, locale, id, title, consents }: GroupProps) {
  if (consents.length === 0) return null;
  return (
    <Section id={id} title={title[locale]}>
      <Table
        id={`${id}-table`}
        caption={title[locale]}
        captionHidden
        narrow="cards"
        rowHeaders
        columns={[
          { header: CONSENTS.recipient[locale] },
          { header: CONSENTS.state[locale] },
          { header: CONSENTS.until[locale] },
        ]}
        rows={consents.map(({ consent, party }) => [
          <Link key="party" href={`/my-data/consents/${consent.id}`}>
            {party[locale]}
            {consent.givenBy !== consent.person && ` (${CONSENTS.child[locale]})`}
          </Link>,
          <ConsentState key="state" consent={consent} locale={locale} now={gov.clock.now()} />,
          rangeText(gov.pack.timeZone, consent, locale),
        ])}
      />
    </Section>
  );
}
