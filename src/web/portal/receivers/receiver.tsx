import {
  ButtonLink,
  DateText,
  Heading,
  InsetText,
  Layout,
  Link,
  NotificationBanner,
  type PageContext,
  Paragraph,
  Section,
  SummaryList,
  Table,
  Tag,
} from '../../../design/index.ts';
import { type Deletion, type Receiver, type Template, WEBHOOK_EVENTS, type Webhook } from '../../../exchange/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import { Breakable } from '../breakable.tsx';
import { RECEIVERS } from './words.ts';

/** All that the desk of a receiver shows. */
export interface ReceiverView {
  receiver: Receiver;
  title: string;
  hosts: readonly string[];
  isStopped: boolean;
  templates: readonly Template[];
  webhooks: readonly Webhook[];
  deletions: readonly Deletion[];
  overAsked: number;
  /** Whether its keys were replaced just now. */
  replaced: boolean;
  /** Whether this is where one only tries. */
  sandbox: boolean;
  now: Date;
  zone: string;
}

/** The desk of a receiver. */
export function ReceiverPage({ context, view }: { context: PageContext; view: ReceiverView }) {
  const { locale } = context;
  const { receiver, title, hosts, isStopped, templates, overAsked, sandbox } = view;
  const { party, webhook, limits, sign, encrypt } = receiver;
  return (
    <Layout context={context} title={title} back={{ href: '/receivers', text: RECEIVERS.title[locale] }}>
      {view.replaced && <NotificationBanner locale={locale} tone="success" heading={RECEIVERS.keysReplaced[locale]} />}
      <Heading caption={<code>{party}</code>}>{title}</Heading>
      {sandbox && <InsetText>{RECEIVERS.moveOver[locale]}</InsetText>}
      <SummaryList
        locale={locale}
        rows={[
          {
            key: RECEIVERS.state[locale],
            value: isStopped ? (
              <Tag tone="danger">{RECEIVERS.stopped[locale]}</Tag>
            ) : (
              <Tag tone="success">{(sandbox ? RECEIVERS.registered : RECEIVERS.approved)[locale]}</Tag>
            ),
          },
          { key: RECEIVERS.hosts[locale], value: <Breakable text={hosts.join(', ')} /> },
          {
            key: RECEIVERS.webhook[locale],
            value: webhook ? <Breakable text={webhook} /> : RECEIVERS.noWebhook[locale],
          },
          { key: RECEIVERS.limits[locale], value: say(RECEIVERS.limitsText, locale, { ...limits }) },
          { key: RECEIVERS.signKeys[locale], value: <Breakable text={sign.map(({ kid }) => kid).join(', ')} /> },
          { key: RECEIVERS.encryptKey[locale], value: <Breakable text={encrypt.kid} /> },
          ...(overAsked > 0 ? [{ key: RECEIVERS.overAsked[locale], value: String(overAsked) }] : []),
        ]}
      />
      <ButtonLink href={`/receivers/${party}/keys`} variant="secondary">
        {RECEIVERS.replaceKeys[locale]}
      </ButtonLink>
      <Section id="templates" title={RECEIVERS.templates[locale]}>
        <Table
          id="templates-table"
          caption={RECEIVERS.templates[locale]}
          captionHidden
          narrow="cards"
          columns={[{ header: RECEIVERS.use[locale] }, { header: RECEIVERS.template[locale] }]}
          rows={templates.map(({ id, purpose }) => [
            <Link href={`/purposes/${id}`}>{purpose[locale]}</Link>,
            <Breakable text={id} />,
          ])}
        />
      </Section>
      <Deletions locale={locale} view={view} />
      <Webhooks locale={locale} view={view} />
    </Layout>
  );
}

function Deletions({ locale, view: { deletions, now, zone } }: { locale: Locale; view: ReceiverView }) {
  return (
    <Section id="deletions" title={RECEIVERS.deletions[locale]}>
      {deletions.length === 0 ? (
        <Paragraph>{RECEIVERS.noDeletions[locale]}</Paragraph>
      ) : (
        <Table
          id="deletions-table"
          caption={RECEIVERS.deletions[locale]}
          captionHidden
          narrow="cards"
          columns={[{ header: RECEIVERS.consent[locale] }, { header: RECEIVERS.due[locale] }]}
          rows={deletions.map(({ consent, dueAt }) => [
            <Breakable text={consent} />,
            <div>
              <DateText locale={locale} iso={dueAt.toISOString()} zone={zone} />{' '}
              {dueAt <= now && <Tag tone="danger">{RECEIVERS.late[locale]}</Tag>}
            </div>,
          ])}
        />
      )}
    </Section>
  );
}

function Webhooks({ locale, view: { webhooks, zone } }: { locale: Locale; view: ReceiverView }) {
  return (
    <Section id="webhooks" title={RECEIVERS.webhooks[locale]}>
      {webhooks.length === 0 ? (
        <Paragraph>{RECEIVERS.noWebhooks[locale]}</Paragraph>
      ) : (
        <Table
          id="webhooks-table"
          caption={RECEIVERS.webhooks[locale]}
          captionHidden
          narrow="cards"
          columns={[
            { header: RECEIVERS.when[locale] },
            { header: RECEIVERS.event[locale] },
            { header: RECEIVERS.outcome[locale] },
          ]}
          rows={webhooks.map((webhook) => [
            <DateText locale={locale} iso={webhook.at.toISOString()} zone={zone} />,
            <div>
              {WEBHOOK_EVENTS[webhook.event][locale]}{' '}
              <Breakable text={webhook.consent ?? String(webhook.content.status_list)} />
            </div>,
            <Outcome locale={locale} webhook={webhook} />,
          ])}
        />
      )}
    </Section>
  );
}

function Outcome({ locale, webhook: { deliveredAt, nextAt, tries, outcome } }: { locale: Locale; webhook: Webhook }) {
  if (deliveredAt) return <Tag tone="success">{RECEIVERS.delivered[locale]}</Tag>;
  return (
    <div>
      <Tag tone={nextAt ? 'warning' : 'danger'}>{(nextAt ? RECEIVERS.waiting : RECEIVERS.givenUp)[locale]}</Tag>{' '}
      {tries > 0 && say(RECEIVERS.tries, locale, { tries, outcome: outcome ?? '' })}
    </div>
  );
}
