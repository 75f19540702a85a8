import { Type } from 'typebox';
import {
  DateText,
  EmptyState,
  Heading,
  Layout,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
} from '../../../design/index.ts';
import { actsFor, type Ward } from '../../../exchange/index.ts';
import { page, type Route, route, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type Disclosure, disclosuresOf } from '../../../registry/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { WORDS } from '../../words.ts';
import { ACCOUNT } from '../account-words.ts';
import { LookTable, looksByDay } from '../looks.tsx';
import { pageOf, Turns } from '../paging.tsx';
import { type Readers, readersOf } from '../readers.ts';
import { addressOf, nameOf, Of, whoseText } from './whose.ts';
import { MY_DATA } from './words.ts';

const PAGE_SIZE = 50;

/** "Who saw my data". */
export function looksRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/my-data/looks',
      audience: 'resident',
      summary: 'Who saw the data of the person signed in, or of whom they act for',
      query: Type.Object({ ...Of, before: Type.Optional(Type.String({ format: 'uuid' })) }),
      async handle(call) {
        const { before, of } = call.query;
        const { person } = call.caller;
        const ward = of === undefined ? undefined : await actsFor(gov, { person, subject: of });
        const subject = ward?.person ?? person;
        const found = await disclosuresOf(gov.db, subject, { limit: PAGE_SIZE + 1, before, at: gov.clock.now() });
        const [context, readers] = await Promise.all([pageContext(site, call), readersOf(gov, found)]);
        return page(renderPage(<Looks {...{ gov, context, ward, found, readers }} isFirst={!before} />));
      },
    }),
  ];
}

interface LooksProps {
  gov: Government;
  context: PageContext;
  /** Whose data it is, where the reader acts for them. */
  ward: Ward | undefined;
  found: readonly Disclosure[];
  readers: Readers;
  isFirst: boolean;
}

function Looks({ gov, context, ward, found, readers, isFirst }: LooksProps) {
  const { locale } = context;
  const title = ward ? say(MY_DATA.seenOfAnother, locale, { name: nameOf(ward, locale) }) : WORDS.whoSaw[locale];
  const { entries, last } = pageOf(found, PAGE_SIZE);
  return (
    <Layout
      context={context}
      title={title}
      back={{ href: addressOf('/my-data', ward), text: whoseText(ward, locale) ?? MY_DATA.title[locale] }}
      wide
    >
      <Heading>{title}</Heading>
      {!ward && <Paragraph>{ACCOUNT.seenLead[locale]}</Paragraph>}
      <div id="seen">
        {entries.length === 0 && (
          <EmptyState locale={locale} title={ACCOUNT.nobodySaw[locale]}>
            <p>{ACCOUNT.nobodySawHelp[locale]}</p>
          </EmptyState>
        )}
        {[...looksByDay(gov, entries)].map(([day, looks]) => (
          <Section id={`day-${day}`} title={<DateText locale={locale} iso={day} form="weekday" />} size="s" key={day}>
            <LookTable gov={gov} locale={locale} day={day} looks={looks} readers={readers} />
          </Section>
        ))}
        <Turns
          label={title}
          older={last && addressOf('/my-data/looks', ward, { before: last })}
          olderText={ACCOUNT.olderEntries[locale]}
          newest={isFirst ? undefined : addressOf('/my-data/looks', ward)}
          newestText={ACCOUNT.newestEntries[locale]}
        />
      </div>
    </Layout>
  );
}
