import { Type } from 'typebox';
import { relyingParties, relyingParty } from '../../../credentials/index.ts';
import {
  ButtonLink,
  Card,
  CardGrid,
  DateText,
  EmptyState,
  Heading,
  InsetText,
  Layout,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  SummaryList,
  Tag,
} from '../../../design/index.ts';
import { type Template, templatesNow } from '../../../exchange/index.ts';
import { AppError, hasMadeUpPeople, type Locale, page, type Route, route, say } from '../../../kernel/index.ts';
import type { Government, PartyUse } from '../../../pack/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { PARTIES } from './party-words.ts';
import { PartyUseSection } from './use.tsx';

/** A relying party as it stands. */
export type Party = Awaited<ReturnType<typeof relyingParties>>[number];

export const PartyParams = Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }) });

/**
 * A relying party by its id.
 * @throws AppError `not-found`.
 */
export async function partyOf(gov: Government, id: string): Promise<Party> {
  const party = await relyingParty(gov.db, gov, id);
  if (!party) throw new AppError('not-found', 'There is no relying party of this name.');
  return party;
}

/** Whether a use asks for cards; there are those that ask registers only. */
export const asksForCards = ({ asks }: PartyUse): boolean => asks.length > 0;

/** Whether anybody may try what it is like to be asked by it: those that a pack makes up, where all is made up. */
export const mayTry = ({ config, pack }: Government, party: Party): boolean =>
  hasMadeUpPeople(config) &&
  party.kind === 'outside' &&
  !party.withdrawnAt &&
  pack.relyingParties.has(party.id) &&
  [...party.uses.values()].some(asksForCards);

/** Who may ask for cards, what for and by which law: public, so that anybody can hold a request against it. */
export function partyRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/relying-parties',
      audience: 'public',
      summary: 'Who is registered to ask people for credentials',
      async handle(call) {
        const [context, parties] = await Promise.all([pageContext(site, call), relyingParties(gov.db, gov)]);
        return page(renderPage(<PartiesPage {...{ gov, context, parties }} />));
      },
    }),
    route({
      method: 'GET',
      path: '/relying-parties/:id',
      audience: 'public',
      summary: 'What one relying party may ask for, and why',
      params: PartyParams,
      async handle(call) {
        const [context, party, templates] = await Promise.all([
          pageContext(site, call),
          partyOf(gov, call.params.id),
          templatesNow(gov),
        ]);
        const own = templates.filter((template) => template.party.id === party.id);
        return page(renderPage(<PartyPage {...{ gov, context, party, templates: own }} />));
      },
    }),
  ];
}

interface PartiesProps {
  gov: Government;
  context: PageContext;
  parties: readonly Party[];
}

function PartiesPage({ gov, context, parties }: PartiesProps) {
  const { locale } = context;
  const groups = [
    { id: 'agencies', title: PARTIES.ownHeading, of: parties.filter(({ kind }) => kind === 'house') },
    { id: 'others', title: PARTIES.othersHeading, of: parties.filter(({ kind }) => kind === 'outside') },
  ];
  return (
    <Layout context={context} title={PARTIES.title[locale]} wide>
      <Heading>{PARTIES.title[locale]}</Heading>
      <Paragraph>{PARTIES.lead[locale]}</Paragraph>
      {parties.length === 0 && <EmptyState locale={locale} title={PARTIES.none[locale]} />}
      {groups
        .filter(({ of }) => of.length > 0)
        .map(({ id, title, of }) => (
          <Section id={id} title={title[locale]} key={id}>
            <CardGrid>
              {of.map((party) => (
                <Card
                  key={party.id}
                  href={`/relying-parties/${party.id}`}
                  title={party.title[locale]}
                  eyebrow={whose(gov, party, locale)}
                  meta={
                    party.withdrawnAt ? (
                      <Tag tone="danger">{PARTIES.withdrawn[locale]}</Tag>
                    ) : (
                      say(PARTIES.usesCount, locale, { count: party.uses.size })
                    )
                  }
                >
                  {party.summary[locale]}
                </Card>
              ))}
            </CardGrid>
          </Section>
        ))}
    </Layout>
  );
}

const whose = ({ pack }: Government, { agency }: Party, locale: Locale): string | undefined =>
  agency === undefined ? undefined : (pack.agencies.get(agency)?.title[locale] ?? PARTIES.own[locale]);

interface PartyProps {
  gov: Government;
  context: PageContext;
  party: Party;
  /** What it asks registers for. */
  templates: readonly Template[];
}

function PartyPage({ gov, context, party, templates }: PartyProps) {
  const purposes = new Map(templates.map(({ use, id }) => [use, `/purposes/${id}`]));
  const { locale } = context;
  const { id, title, summary, contact, hosts, registeredAt, withdrawnAt, uses } = party;
  const rows = [
    ...(hosts.length > 0 ? [{ key: PARTIES.hosts[locale], value: hosts.join(', ') }] : []),
    ...(contact ? [{ key: PARTIES.contact[locale], value: contact }] : []),
    ...(registeredAt
      ? [
          {
            key: PARTIES.since[locale],
            value: <DateText locale={locale} iso={registeredAt.toISOString()} zone={gov.pack.timeZone} />,
          },
        ]
      : []),
  ];
  return (
    <Layout context={context} title={title[locale]} back={{ href: '/relying-parties', text: PARTIES.title[locale] }}>
      <Heading caption={whose(gov, party, locale)}>{title[locale]}</Heading>
      <Paragraph>{summary[locale]}</Paragraph>
      {withdrawnAt && (
        <InsetText>
          <Tag tone="danger">{PARTIES.withdrawn[locale]}</Tag> {PARTIES.withdrawnHelp[locale]}
        </InsetText>
      )}
      {rows.length > 0 && <SummaryList locale={locale} rows={rows} />}
      {mayTry(gov, party) && <ButtonLink href={`/relying-parties/${id}/try`}>{PARTIES.try[locale]}</ButtonLink>}
      {[...uses.values()].map((use) => (
        <PartyUseSection key={use.id} locale={locale} party={id} use={use} dataHref={purposes.get(use.id)} />
      ))}
    </Layout>
  );
}
