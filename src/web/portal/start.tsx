import type { ComponentChildren } from 'preact';
import { Type } from 'typebox';
import {
  Button,
  ButtonLink,
  Form,
  Heading,
  Illustrative,
  InsetText,
  Layout,
  Link,
  List,
  type PageContext,
  Paragraph,
  Radios,
  renderPage,
  Section,
  SummaryList,
} from '../../design/index.ts';
import { AppError, formatDay, type Locale, page, type Route, redirect, route, say } from '../../kernel/index.ts';
import type { Government, LifeEvent, Service } from '../../pack/index.ts';
import {
  closedText,
  mattersOf,
  type OwnMatter,
  openingOn,
  recordId,
  type Start,
  startApplication,
  today,
} from '../../services/index.ts';
import { LawOf } from '../findings.tsx';
import { type PageCall, pageContext, type Site } from '../site.ts';
import { showValue } from '../values.tsx';
import { Figures } from './figures.tsx';
import { PORTAL } from './words.ts';

const Id = Type.Object({ id: Type.String({ maxLength: 60 }) });

/** The pages that a service or life event begins from, and the act of beginning. */
export function startRoutes(site: Site): Route[] {
  return [
    route({
      method: 'GET',
      path: '/services/:id',
      audience: 'public',
      summary: 'What a service is, for whom, and how it is decided',
      params: Id,
      async handle(call) {
        const service = site.gov.pack.services.get(call.params.id);
        if (!service) throw new AppError('not-found', 'There is no such service.');
        const begin = await beginForm(site, call, { service: service.id }, service.about);
        return page(
          renderPage(
            <ServicePage gov={site.gov} context={await pageContext(site, call)} service={service} begin={begin} />,
          ),
        );
      },
    }),
    route({
      method: 'GET',
      path: '/life-events/:id',
      audience: 'public',
      summary: 'A life event and the services of several agencies in it',
      params: Id,
      query: Type.Object({ record: Type.Optional(Type.String({ format: 'uuid' })) }),
      async handle(call) {
        const event = site.gov.pack.lifeEvents.get(call.params.id);
        if (!event) throw new AppError('not-found', 'There is no such life event.');
        const begin = await beginForm(site, call, { lifeEvent: event.id }, event.about, call.query.record);
        return page(
          renderPage(
            <LifeEventPage gov={site.gov} context={await pageContext(site, call)} event={event} begin={begin} />,
          ),
        );
      },
    }),
    route({
      method: 'POST',
      path: '/applications',
      audience: 'resident',
      summary: 'Begins an application, or goes on with the draft of the same matter',
      body: Type.Object({
        lifeEvent: Type.Optional(Type.String({ maxLength: 60 })),
        service: Type.Optional(Type.String({ maxLength: 60 })),
        matter: Type.Optional(Type.String({ maxLength: 400 })),
      }),
      async handle({ body, caller, preferences }) {
        const matter = body.matter ? readMatter(body.matter) : null;
        const what = body.lifeEvent ? { lifeEvent: body.lifeEvent } : { service: body.service ?? '' };
        const id = await startApplication(site.gov, caller.person, { ...what, matter } as Start, preferences.locale);
        return redirect(`/applications/${id}`);
      },
    }),
  ];
}

/** A matter as one form value: registry, subject and key, in that order. */
const matterValue = ({ matter }: OwnMatter): string => [matter.registry, matter.subject, matter.key].join(' ');

function readMatter(value: string): { registry: string; subject: string; key: string } {
  const [registry = '', subject = '', ...key] = value.split(' ');
  if (!/^[0-9a-f-]{36}$/.test(subject)) throw new AppError('not-found', 'There is no such record.');
  return { registry, subject, key: key.join(' ') };
}

/** The days on which a service can be applied for, while it can be or will be; marked where nobody has compared them. */
function WindowLine({ gov, locale, service }: { gov: Government; locale: Locale; service: Service }) {
  const opening = openingOn(service, today(gov));
  if (opening.state !== 'open') return null;
  const { from, until, checked } = opening.window;
  const days = { from: formatDay(from, locale), until: formatDay(until, locale) };
  return (
    <Paragraph>
      <strong>{say(PORTAL.windowOpen, locale, days)}</strong> {!checked && <Illustrative locale={locale} />}
    </Paragraph>
  );
}

/** The way in: sign in first, or choose what it is about and begin; while it is closed, when it opens. */
async function beginForm(
  site: Site,
  call: PageCall,
  what: { service: string } | { lifeEvent: string },
  about: string | undefined,
  preferred?: string,
): Promise<ComponentChildren> {
  const { gov } = site;
  const { locale } = call.preferences;
  const closed = 'service' in what && closedText(gov.pack.services.get(what.service)!, today(gov));
  if (closed) return <InsetText>{closed[locale]}</InsetText>;
  if (call.caller.kind !== 'resident') {
    return (
      <ButtonLink href={`/sign-in?${new URLSearchParams({ next: call.here })}`} start>
        {PORTAL.signInToApply[locale]}
      </ButtonLink>
    );
  }
  const matters = about ? await mattersOf(gov.db, gov, call.caller.person, about) : [];
  if (about && matters.length === 0) return <InsetText>{PORTAL.noMatter[locale]}</InsetText>;
  const chosen = matters.find(({ matter }) => recordId(matter) === preferred) ?? matters[0];
  return (
    <Form action="/applications">
      {Object.entries(what).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {matters.length === 1 && <input type="hidden" name="matter" value={matterValue(chosen!)} />}
      {matters.length > 1 && (
        <Radios
          locale={locale}
          name="matter"
          label={PORTAL.aboutWhich[locale]}
          value={matterValue(chosen!)}
          items={matters.map((matter) => ({ value: matterValue(matter), text: matterText(gov, matter, locale) }))}
        />
      )}
      <Button>{PORTAL.begin[locale]}</Button>
    </Form>
  );
}

/** A record by what a person recognises it by: its dates and named choices, not its people or numbers. */
export function matterText(gov: Government, { matter, values }: OwnMatter, locale: Locale): ComponentChildren {
  const registry = gov.pack.registries.get(matter.registry)!;
  const telling = Object.entries(registry.fields).filter(
    ([name, field]) => ['date', 'enum'].includes(field.type) && values[name] !== null,
  );
  return telling.map(([name, field], index) => (
    <>
      {index > 0 && ' · '}
      {showValue(gov, locale, field, values[name])}
    </>
  ));
}

interface ServicePageProps {
  gov: Government;
  context: PageContext;
  service: Service;
  begin: ComponentChildren;
}

function ServicePage({ gov, context, service, begin }: ServicePageProps) {
  const { locale } = context;
  const { pack } = gov;
  const facts = [...service.facts.values()];
  const titles = (kinds: readonly string[]) =>
    facts.filter((fact) => kinds.includes(fact.source.kind)).map((fact) => fact.title[locale]);
  const asked = titles(['asked']);
  const held = titles(['registry', 'count', 'each']);
  return (
    <Layout context={context} title={service.title[locale]} back={{ href: '/' }}>
      <Heading size="xl" caption={pack.agencies.get(service.agency)!.title[locale]}>
        {service.title[locale]}
      </Heading>
      <Paragraph size="l">{service.summary[locale]}</Paragraph>
      <WindowLine gov={gov} locale={locale} service={service} />
      {begin}
      {service.clauses.length > 0 && (
        <Section id="who" title={PORTAL.whoCanApply[locale]}>
          <List
            items={service.clauses.map((clause) => (
              <>
                {clause.text[locale]} {clause.law && <LawOf locale={locale} law={clause.law} />}
              </>
            ))}
          />
        </Section>
      )}
      <Figures gov={gov} service={service} locale={locale} />
      <Section id="data" title={PORTAL.whatWeUse[locale]}>
        <Paragraph>{held.join(' · ') || PORTAL.nothingAsked[locale]}</Paragraph>
        <Heading level={3}>{PORTAL.whatWeAsk[locale]}</Heading>
        <Paragraph>{asked.join(' · ') || PORTAL.nothingAsked[locale]}</Paragraph>
      </Section>
      <Section id="how" title={PORTAL.howDecided[locale]}>
        <Paragraph>
          {say(service.decide.auto ? PORTAL.decidedAtOnce : PORTAL.decidedByOfficer, locale, {
            period: say(service.decide.within.working ? PORTAL.workingDays : PORTAL.calendarDays, locale, {
              days: service.decide.within.days,
            }),
          })}
        </Paragraph>
        <Paragraph>
          {say(PORTAL.appealWithin, locale, { days: pack.appeal.period.days, appeal: pack.appeal.title[locale] })}
        </Paragraph>
      </Section>
      <Section id="law" title={PORTAL.law[locale]}>
        <List items={[...service.law, pack.appeal.law].map((law) => <LawOf locale={locale} law={law} />)} />
      </Section>
    </Layout>
  );
}

function LifeEventPage({
  gov,
  context,
  event,
  begin,
}: {
  gov: Government;
  context: PageContext;
  event: LifeEvent;
  begin: ComponentChildren;
}) {
  const { locale } = context;
  const { pack } = gov;
  const services = event.services.map((id) => pack.services.get(id)!);
  return (
    <Layout context={context} title={event.title[locale]} back={{ href: '/' }}>
      <Heading size="xl" caption={PORTAL.lifeEvents[locale]}>
        {event.title[locale]}
      </Heading>
      <Paragraph size="l">{event.summary[locale]}</Paragraph>
      {begin}
      <Section id="agencies" title={PORTAL.agencies[locale]}>
        <SummaryList
          locale={locale}
          rows={services.map((service) => ({
            key: <Link href={`/services/${service.id}`}>{service.title[locale]}</Link>,
            value: (
              <>
                <strong>{pack.agencies.get(service.agency)!.title[locale]}</strong>
                <br />
                {service.summary[locale]}
              </>
            ),
          }))}
        />
      </Section>
    </Layout>
  );
}
