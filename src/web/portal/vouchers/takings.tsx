import { Button, DateText, Form, Link, Money, Section, Table } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Taking } from '../../../programmes/index.ts';
import type { OwnProgramme } from './view.ts';
import { EVENT_TITLES, VOUCHERS } from './words.ts';

/** What was taken, each with its page. */
export function Takings({
  gov,
  locale,
  own: { programme, takings },
}: {
  gov: Government;
  locale: Locale;
  own: OwnProgramme;
}) {
  if (takings.length === 0) return null;
  const { currency, timeZone } = gov.pack;
  return (
    <Section id="takings" title={VOUCHERS.takings[locale]}>
      <Table
        id="takings-table"
        caption={VOUCHERS.takings[locale]}
        captionHidden
        narrow="cards"
        rowHeaders
        columns={[
          { header: VOUCHERS.when[locale] },
          { header: VOUCHERS.amount[locale], numeric: true },
          { header: VOUCHERS.channel[locale] },
          { header: VOUCHERS.state[locale] },
        ]}
        rows={takings.map((taking) => [
          <Link href={`/vouchers/takings/${taking.id}`}>
            <DateText locale={locale} iso={taking.takenAt.toISOString()} zone={timeZone} form="time" />
          </Link>,
          <Money locale={locale} minor={taking.amount} currency={currency} />,
          <span>{programme.channels.find(({ id }) => id === taking.channel)?.title[locale] ?? taking.channel}</span>,
          <span>{stateText(taking, locale)}</span>,
        ])}
      />
    </Section>
  );
}

/** How a taking stands, in a word. */
export function stateText(taking: Taking, locale: Locale): string {
  if (taking.state === 'given-back') return VOUCHERS.givenBack[locale];
  return (taking.state === 'ordered' ? VOUCHERS.ordered : EVENT_TITLES.taken)[locale];
}

/** The button that gives a taking back. */
export function GiveBack({ taking, locale }: { taking: Taking; locale: Locale }) {
  return (
    <Form action={`/vouchers/takings/${taking.id}/give-back`}>
      <Button variant="warning">{VOUCHERS.giveBack[locale]}</Button>
    </Form>
  );
}
