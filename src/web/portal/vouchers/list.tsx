import {
  Card,
  CardGrid,
  EmptyState,
  Heading,
  Layout,
  Link,
  type PageContext,
  Paragraph,
  Section,
  Tag,
} from '../../../design/index.ts';
import { formatDay, type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { lastDayToTake, todayOf, type Unpaid } from '../../../programmes/index.ts';
import { UnpaidNotice } from './unpaid.tsx';
import { isTheirs, leftToTake, moneyIn, type OwnProgramme } from './view.ts';
import { VOUCHERS } from './words.ts';

/** What a person has, what they can get, and what else there is. */
export function VoucherList({
  gov,
  context,
  programmes,
  unpaid,
}: {
  gov: Government;
  context: PageContext;
  programmes: readonly OwnProgramme[];
  /** What a bank could not pay to them. */
  unpaid: readonly Unpaid[];
}) {
  const { locale } = context;
  const mine = programmes.filter(isTheirs);
  const open = programmes.filter((one) => !mine.includes(one) && leftToTake(one) > 0);
  const others = programmes.filter((one) => !mine.includes(one) && !open.includes(one));
  const parts = [
    { id: 'mine', title: VOUCHERS.mine, list: mine },
    { id: 'open', title: VOUCHERS.canTake, list: open },
    { id: 'others', title: VOUCHERS.others, list: others },
  ];
  return (
    <Layout context={context} title={VOUCHERS.title[locale]} wide>
      <Heading size="xl">{VOUCHERS.title[locale]}</Heading>
      <Paragraph size="l">{VOUCHERS.lead[locale]}</Paragraph>
      <UnpaidNotice gov={gov} locale={locale} unpaid={unpaid} />
      {programmes.length === 0 && (
        <EmptyState locale={locale} title={VOUCHERS.nothing[locale]}>
          {VOUCHERS.nothingHelp[locale]}
        </EmptyState>
      )}
      {parts.map(
        ({ id, title, list }) =>
          list.length > 0 && (
            <Section key={id} id={id} title={title[locale]}>
              <CardGrid>
                {list.map((one) => (
                  <ProgrammeCard key={one.programme.id} gov={gov} locale={locale} own={one} featured={id === 'open'} />
                ))}
              </CardGrid>
            </Section>
          ),
      )}
      {programmes.some(({ programme }) => programme.channels.some(({ kind }) => kind === 'paper')) && (
        <Paragraph>
          <Link href="/notes">{VOUCHERS.checkNote[locale]}</Link>
        </Paragraph>
      )}
    </Layout>
  );
}

function ProgrammeCard({
  gov,
  locale,
  own,
  featured,
}: {
  gov: Government;
  locale: Locale;
  own: OwnProgramme;
  featured: boolean;
}) {
  const { programme } = own;
  return (
    <Card
      href={`/vouchers/${programme.id}`}
      title={programme.title[locale]}
      eyebrow={gov.pack.agencies.get(programme.agency)?.title[locale]}
      meta={<Standing gov={gov} locale={locale} own={own} />}
      featured={featured}
    >
      {programme.summary[locale]}
    </Card>
  );
}

/** How a programme stands for the person, in a few words. */
export function Standing({ gov, locale, own }: { gov: Government; locale: Locale; own: OwnProgramme }) {
  const { now, right, wallet, takings } = own;
  const money = moneyIn(gov, locale);
  const left = leftToTake(own);
  if (now.state === 'paused') return <Tag tone="warning">{VOUCHERS.paused[locale]}</Tag>;
  return (
    <>
      {wallet.balance > 0 && <Tag tone="success">{say(VOUCHERS.left, locale, { amount: money(wallet.balance) })}</Tag>}{' '}
      {left > 0 && <Tag tone="info">{say(VOUCHERS.canGet, locale, { amount: money(left) })}</Tag>}{' '}
      {left > 0 && say(VOUCHERS.until, locale, { day: formatDay(lastDayToTake(now, todayOf(gov)), locale) })}
      {left === 0 && takings.length === 0 && <Tag tone="neutral">{closedText(own, locale)}</Tag>}
      {now.state === 'planned' &&
        ` ${say(VOUCHERS.from, locale, { day: formatDay(own.programme.window.from, locale) })}`}
      {right.state === 'no' && takings.length === 0 && ` ${VOUCHERS.seeWhy[locale]}`}
    </>
  );
}

function closedText({ now, right }: OwnProgramme, locale: Locale): string {
  if (right.state === 'no') return VOUCHERS.notEntitled[locale];
  if (now.state === 'planned') return VOUCHERS.planned[locale];
  if (now.state === 'ended') return VOUCHERS.ended[locale];
  return VOUCHERS.toKnow[locale];
}
