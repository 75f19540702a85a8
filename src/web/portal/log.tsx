import {
  DateText,
  EmptyState,
  formatDate,
  Heading,
  Layout,
  Link,
  List,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  SummaryList,
  Table,
} from '../../design/index.ts';
import { formatTime, type Locale, page, type Route, route } from '../../kernel/index.ts';
import { type Leaf, latestLeaves, publishedCheckpoint, type SignedCheckpoint } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { pageContext, type Site } from '../site.ts';
import { WORDS } from '../words.ts';
import { Breakable } from './breakable.tsx';
import { LOG } from './log-words.ts';
import { actText, PROOF } from './proof-words.ts';

/** How many acts the page shows. */
const LATEST = 20;

/** The public log for people. */
export function logRoutes(site: Site): Route[] {
  const { gov, log } = site;
  return [
    route({
      method: 'GET',
      path: '/log',
      audience: 'public',
      summary: 'What the public log is, its state, and the acts it took in last',
      async handle(call) {
        const [context, checkpoint] = await Promise.all([
          pageContext(site, call),
          publishedCheckpoint(gov.db, log.origin),
        ]);
        const acts = await latestLeaves(gov.db, log.origin, checkpoint?.size ?? 0, LATEST);
        return page(
          renderPage(
            <Log gov={gov} context={context} vkey={log.signers[0]!.vkey} checkpoint={checkpoint} acts={acts} />,
          ),
        );
      },
    }),
  ];
}

interface LogProps {
  gov: Government;
  vkey: string;
  context: PageContext;
  checkpoint: SignedCheckpoint | undefined;
  acts: readonly (Leaf & { index: number })[];
}

function Log({ gov, vkey, context, checkpoint, acts }: LogProps) {
  const { locale } = context;
  return (
    <Layout context={context} title={WORDS.publicLog[locale]}>
      <Heading>{WORDS.publicLog[locale]}</Heading>
      <Paragraph size="l">{LOG.lead[locale]}</Paragraph>
      <List items={[LOG.holds, LOG.appendOnly, LOG.check].map((text) => text[locale])} />
      <Section id="state" title={LOG.state[locale]}>
        {checkpoint ? (
          <State gov={gov} vkey={vkey} locale={locale} checkpoint={checkpoint} />
        ) : (
          <Paragraph>{LOG.notStarted[locale]}</Paragraph>
        )}
      </Section>
      <Section id="latest" title={LOG.latest[locale]}>
        {acts.length === 0 ? (
          <EmptyState locale={locale} title={LOG.empty[locale]} />
        ) : (
          <Acts gov={gov} locale={locale} acts={acts} />
        )}
      </Section>
    </Layout>
  );
}

interface StateProps {
  gov: Government;
  vkey: string;
  locale: Locale;
  checkpoint: SignedCheckpoint;
}

function State({ gov, vkey, locale, checkpoint: { size, at } }: StateProps) {
  const rows = [
    { key: LOG.size[locale], value: size.toLocaleString('en') },
    {
      key: LOG.signedAt[locale],
      value: <DateText locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} form="time" />,
    },
    {
      key: LOG.vkey[locale],
      value: (
        <>
          <Breakable text={vkey} />
          <Paragraph size="s">{LOG.vkeyHelp[locale]}</Paragraph>
        </>
      ),
    },
  ];
  return (
    <>
      <SummaryList locale={locale} rows={rows} />
      <Paragraph>
        <Link href="/log/checkpoint">{LOG.openCheckpoint[locale]}</Link>
      </Paragraph>
    </>
  );
}

function Acts({ gov, locale, acts }: Pick<LogProps, 'gov' | 'acts'> & { locale: Locale }) {
  return (
    <Table
      id="acts"
      caption={LOG.latest[locale]}
      captionHidden
      dense
      narrow="cards"
      columns={[
        { header: LOG.number[locale], numeric: true },
        { header: PROOF.at[locale] },
        { header: PROOF.act[locale] },
        { header: PROOF.agency[locale] },
      ]}
      rows={acts.map(({ index, at, kind, agency }) => [
        (index + 1).toLocaleString('en'),
        <time datetime={at} key="at">
          {formatDate(at, locale, { form: 'short', zone: gov.pack.timeZone })}{' '}
          {formatTime(new Date(at), locale, gov.pack.timeZone)}
        </time>,
        actText(kind)[locale],
        gov.pack.agencies.get(agency)?.title[locale] ?? agency,
      ])}
    />
  );
}
