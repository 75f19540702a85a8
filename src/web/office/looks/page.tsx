import {
  DateText,
  EmptyState,
  Heading,
  Link,
  List,
  NotificationBanner,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Table,
} from '../../../design/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { DisclosureAlarm } from '../../../registry/index.ts';
import { AlarmState, type OneAlarm, What, Who, Why } from './alarm.tsx';
import { NOT_ALLOWED } from './words.ts';

export interface NotAllowedProps {
  gov: Government;
  context: PageContext;
  officer: { agency: string; role: string };
  alarms: readonly DisclosureAlarm[];
  /** How many a page shows. */
  most: number;
  isFirst: boolean;
  /** Whether one was settled just now. */
  done: boolean;
}

/** Looks at personal data that nothing allowed, without whose data it was: whoever finds out has the entry to go by. */
export function NotAllowedPage({ gov, context, officer, alarms, most, isFirst, done }: NotAllowedProps) {
  const { locale } = context;
  const entries = alarms.slice(0, most);
  const last = entries.at(-1);
  const older = `/office/looks?before=${last?.id}${last?.settledAt ? '&settled=yes' : ''}`;
  const ways = [
    ...(alarms.length > most ? [{ href: older, text: NOT_ALLOWED.older }] : []),
    ...(isFirst ? [] : [{ href: '/office/looks', text: NOT_ALLOWED.newest }]),
  ];
  const columns = [NOT_ALLOWED.when, NOT_ALLOWED.who, NOT_ALLOWED.what, NOT_ALLOWED.why, NOT_ALLOWED.state];
  return (
    <OfficeLayout
      context={context}
      title={NOT_ALLOWED.title[locale]}
      service={gov.pack.agencies.get(officer.agency)?.title[locale]}
    >
      {done && <NotificationBanner locale={locale} tone="success" heading={NOT_ALLOWED.done[locale]} />}
      <Heading>{NOT_ALLOWED.title[locale]}</Heading>
      {entries.length === 0 ? (
        <EmptyState locale={locale} title={NOT_ALLOWED.none[locale]}>
          <p>{NOT_ALLOWED.noneHelp[locale]}</p>
        </EmptyState>
      ) : (
        <>
          <Paragraph>{NOT_ALLOWED.lead[locale]}</Paragraph>
          <Table
            id="not-allowed"
            caption={NOT_ALLOWED.title[locale]}
            captionHidden
            narrow="cards"
            columns={columns.map((text) => ({ header: text[locale] }))}
            rows={entries.map((alarm) => cellsOf({ gov, locale, alarm }))}
          />
        </>
      )}
      {ways.length > 0 && (
        <nav aria-label={NOT_ALLOWED.title[locale]}>
          <List
            kind="plain"
            items={ways.map(({ href, text }) => (
              <Link href={href} key={href}>
                {text[locale]}
              </Link>
            ))}
          />
        </nav>
      )}
    </OfficeLayout>
  );
}

function cellsOf(one: OneAlarm) {
  const { gov, locale, alarm } = one;
  const { id, at, settledAt } = alarm;
  return [
    <DateText key="when" locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} form="time" />,
    <Who key="who" {...one} />,
    <What key="what" {...one} />,
    <Why key="why" {...one} />,
    <div key="state">
      <AlarmState locale={locale} alarm={alarm} />
      <br />
      <Link href={`/office/looks/${id}`} hidden={id}>
        {(settledAt ? NOT_ALLOWED.see : NOT_ALLOWED.settle)[locale]}
      </Link>
    </div>,
  ];
}
