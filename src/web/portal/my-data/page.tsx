import {
  Card,
  CardGrid,
  EmptyState,
  Heading,
  Layout,
  Link,
  List,
  NotificationBanner,
  type PageContext,
  Paragraph,
  Section,
  SectionNav,
} from '../../../design/index.ts';
import type { Ward } from '../../../exchange/index.ts';
import { type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { WORDS } from '../../words.ts';
import { FINDER } from '../finder/words.ts';
import { AT_COUNTER } from './counter-words.ts';
import { DOWNLOAD } from './download-words.ts';
import { LOCKER } from './locker-words.ts';
import { anchorOf, byAgency, RecordsByAgency, type RecordsProps, Ties } from './records.tsx';
import { addressOf, whoseText } from './whose.ts';
import { MY_DATA } from './words.ts';

export interface MyDataProps extends Omit<RecordsProps, 'locale'> {
  gov: Government;
  context: PageContext;
  /** Whom the reader acts for. */
  wards: readonly Ward[];
  /** The agency that was asked to correct something a moment ago. */
  asked?: string | undefined;
}

/** What agencies know of a person, by agency, and the ways on: who saw it, whom it goes to, and taking it along. */
export function MyDataPage({ gov, context, held, disputes, ward, wards, asked }: MyDataProps) {
  const { locale } = context;
  const title = whoseText(ward, locale) ?? MY_DATA.title[locale];
  return (
    <Layout
      context={context}
      title={title}
      {...(ward && { back: { href: '/my-data', text: MY_DATA.title[locale] } })}
      wide
    >
      {asked && (
        <NotificationBanner
          locale={locale}
          tone="success"
          heading={say(MY_DATA.disputeDone, locale, { agency: gov.pack.agencies.get(asked)?.title[locale] ?? asked })}
        >
          <Paragraph>{MY_DATA.disputeDoneHelp[locale]}</Paragraph>
        </NotificationBanner>
      )}
      <Heading size="xl">{title}</Heading>
      <Paragraph size="l">{(ward ? MY_DATA.ofAnotherLead[ward.as] : MY_DATA.lead)[locale]}</Paragraph>
      <WaysOn {...{ locale, ward }} />
      {wards.length > 0 && (
        <Section id="wards" title={MY_DATA.actsTitle[locale]}>
          <Paragraph>{MY_DATA.actsLead[locale]}</Paragraph>
          <List
            items={wards.map((one) => (
              <Link key={one.person} href={addressOf('/my-data', one)}>
                {whoseText(one, locale)}
              </Link>
            ))}
          />
        </Section>
      )}
      <div id="held">
        <Known {...{ gov, locale, held, disputes, ward }} />
      </div>
      {!ward && (
        <Paragraph>
          <Link href="/benefits/saved">{FINDER.manage[locale]}</Link>
        </Paragraph>
      )}
    </Layout>
  );
}

function Known({ gov, locale, held, disputes, ward }: RecordsProps) {
  const agencies = [...byAgency(held).keys()];
  if (agencies.length === 0)
    return (
      <EmptyState locale={locale} title={MY_DATA.nothingHeld[locale]}>
        <p>{MY_DATA.nothingHeldHelp[locale]}</p>
      </EmptyState>
    );
  const parts = agencies.map((id) => ({ id: anchorOf(id), text: gov.pack.agencies.get(id)?.title[locale] ?? id }));
  if (held.ties.length > 0) parts.push({ id: 'family', text: MY_DATA.family[locale] });
  return (
    <>
      {parts.length > 1 && <SectionNav locale={locale} items={parts} />}
      <RecordsByAgency {...{ gov, locale, held, disputes, ward }} />
      <Ties {...{ gov, locale, held }} />
    </>
  );
}

/** Where a person goes on from their data, in the order in which they come to need it. Their consents, for others too, are one list. */
const WAYS: readonly { href: string; title: Text; text: Text; ownOnly?: true }[] = [
  { href: '/my-data/looks', title: WORDS.whoSaw, text: MY_DATA.seenCard },
  { href: '/my-data/consents', title: MY_DATA.consents, text: MY_DATA.consentsCard, ownOnly: true },
  { href: '/my-data/download', title: DOWNLOAD.title, text: MY_DATA.downloadCard },
  { href: '/my-data/counter', title: AT_COUNTER.title, text: MY_DATA.counterCard },
  { href: '/my-data/locker', title: LOCKER.title, text: MY_DATA.lockerCard },
];

function WaysOn({ locale, ward }: { locale: Locale; ward: Ward | undefined }) {
  return (
    <CardGrid>
      {WAYS.filter(({ ownOnly }) => !(ward && ownOnly)).map(({ href, title, text }) => (
        <Card key={href} href={addressOf(href, ward)} level={2} title={title[locale]}>
          <p>{text[locale]}</p>
        </Card>
      ))}
    </CardGrid>
  );
}
