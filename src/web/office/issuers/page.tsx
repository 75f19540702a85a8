import {
  type DistrustProposal,
  type IssuerKey,
  issuerTitle,
  type KeyOfficer,
  kidOf,
  LONGEST_KEY_REASON,
  type Recall,
} from '../../../credentials/index.ts';
import {
  Button,
  DateText,
  Details,
  EmptyState,
  ErrorSummary,
  Form,
  formatDate,
  Heading,
  InsetText,
  NotificationBanner,
  OfficeLayout,
  type PageContext,
  Paragraph,
  SummaryList,
  Tag,
  TextArea,
  type Tone,
} from '../../../design/index.ts';
import { say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { ProveFirst } from '../../proof/prove-first.tsx';
import { KEYS } from './words.ts';

/** An issuer with its keys, as its page shows it. */
export interface ShownIssuer {
  agency: string;
  keys: readonly IssuerKey[];
  proposals: readonly DistrustProposal[];
  recalls: readonly Recall[];
}

export interface IssuerPageProps {
  gov: Government;
  context: PageContext;
  officer: KeyOfficer;
  issuers: readonly ShownIssuer[];
  /** Whether the officer proved lately who they are: else no key is distrusted. */
  proved: boolean;
  done?: Text | undefined;
  /** What was wrong with what was just sent. */
  refused?: Text | undefined;
}

const TONES: Record<IssuerKey['state'], Tone> = { current: 'info', retired: 'neutral', distrusted: 'danger' };

/** The keys of the issuers that an officer looks after. */
export function IssuersPage(props: IssuerPageProps) {
  const { gov, context, officer, issuers, done, refused } = props;
  const { locale } = context;
  return (
    <OfficeLayout
      context={context}
      title={KEYS.title[locale]}
      service={gov.pack.agencies.get(officer.agency)?.title[locale]}
      failed={refused !== undefined}
    >
      <ErrorSummary locale={locale} errors={refused ? [{ text: refused[locale] }] : []} />
      {done && <NotificationBanner locale={locale} tone="success" heading={done[locale]} />}
      <Heading>{KEYS.title[locale]}</Heading>
      <Paragraph>{KEYS.lead[locale]}</Paragraph>
      {issuers.map((issuer) => (
        <section class="md-section" key={issuer.agency} aria-labelledby={`issuer-${issuer.agency}`}>
          <Heading level={2} id={`issuer-${issuer.agency}`}>
            {issuerTitle(gov, issuer.agency)[locale]}
          </Heading>
          {issuer.keys.length === 0 && <EmptyState locale={locale} title={KEYS.none[locale]} />}
          {issuer.keys.toReversed().map((key) => (
            <KeyItem key={key.id} {...props} issuer={issuer} one={key} />
          ))}
        </section>
      ))}
    </OfficeLayout>
  );
}

type KeyProps = IssuerPageProps & { issuer: ShownIssuer; one: IssuerKey };

function KeyItem(props: KeyProps) {
  const { gov, context, issuer, one } = props;
  const { locale } = context;
  const kid = kidOf(one);
  const recall = issuer.recalls.find(({ key }) => key === one.id);
  const proposal = issuer.proposals.find(({ key }) => key === one.id);
  const time = (at: Date) => <DateText locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} form="time" />;
  return (
    <>
      <Heading level={3} id={`key-${kid}`}>
        {KEYS[one.kind][locale]} <Tag tone={TONES[one.state]}>{KEYS[one.state][locale]}</Tag>
      </Heading>
      <SummaryList
        locale={locale}
        rows={[
          { key: KEYS.name[locale], value: <code class="md-breakable">{kid}</code> },
          { key: KEYS.madeAt[locale], value: time(one.madeAt) },
          ...(one.endedAt ? [{ key: KEYS.endedAt[locale], value: time(one.endedAt) }] : []),
          ...(recall
            ? [
                {
                  key: KEYS.recalled[locale],
                  value: recall.endedAt ? recall.cards : say(KEYS.recalledSoFar, locale, { count: recall.cards }),
                },
              ]
            : []),
        ]}
      />
      {proposal && <Proposal {...props} proposal={proposal} />}
      {one.kind === 'signer' && one.state === 'current' && (
        <Form action={`/office/issuers/${issuer.agency}/rotate`}>
          <input type="hidden" name="kid" value={kid} />
          <Paragraph size="s">{KEYS.rotateHelp[locale]}</Paragraph>
          <Button variant="secondary">{KEYS.rotate[locale]}</Button>
        </Form>
      )}
      {!proposal && one.state !== 'distrusted' && (
        <ReasonForm
          {...props}
          id={`distrust-${kid}`}
          action="distrust"
          title={KEYS.propose}
          help={KEYS.proposeHelp}
          kid={kid}
        />
      )}
    </>
  );
}

function Proposal(props: KeyProps & { proposal: DistrustProposal }) {
  const { gov, context, officer, issuer, proposal, proved } = props;
  const { locale } = context;
  const who = (proposal.proposedBy === officer.person ? KEYS.you : KEYS.other)[locale];
  const at = formatDate(proposal.proposedAt.toISOString(), locale, { form: 'time', zone: gov.pack.timeZone });
  return (
    <InsetText>
      <Heading level={4}>{KEYS.proposed[locale]}</Heading>
      <SummaryList
        locale={locale}
        rows={[
          { key: KEYS.reason[locale], value: proposal.reason },
          { key: KEYS.proposedBy[locale], value: say(KEYS.byAt, locale, { who, at }) },
        ]}
      />
      {proposal.proposedBy === officer.person ? (
        <Paragraph>{KEYS.ownProposal[locale]}</Paragraph>
      ) : !proved ? (
        <ProveFirst locale={locale} here="/office/issuers" />
      ) : (
        <Form action={`/office/issuers/${issuer.agency}/proposals/${proposal.id}/confirm`}>
          <Paragraph size="s">{KEYS.proposeHelp[locale]}</Paragraph>
          <Button variant="warning">{KEYS.confirm[locale]}</Button>
        </Form>
      )}
      <ReasonForm
        {...props}
        id={`decline-${proposal.id}`}
        action={`proposals/${proposal.id}/decline`}
        title={KEYS.decline}
      />
    </InsetText>
  );
}

type ReasonProps = KeyProps & { id: string; action: string; title: Text; help?: Text; kid?: string };

/** A form that asks for nothing but a reason, folded until it is wanted. */
function ReasonForm({ context, issuer, id, action, title, help, kid }: ReasonProps) {
  const { locale } = context;
  return (
    <Details summary={title[locale]}>
      <Form action={`/office/issuers/${issuer.agency}/${action}`}>
        {kid && <input type="hidden" name="kid" value={kid} />}
        {help && <Paragraph size="s">{help[locale]}</Paragraph>}
        <TextArea
          locale={locale}
          name="reason"
          id={id}
          label={KEYS.reason[locale]}
          hint={say(KEYS.reasonHint, locale, { count: LONGEST_KEY_REASON.toLocaleString('en') })}
          rows={2}
        />
        <Button variant="secondary">{title[locale]}</Button>
      </Form>
    </Details>
  );
}
