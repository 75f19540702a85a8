import {
  Button,
  Details,
  Form,
  formatDate,
  Heading,
  Link,
  Paragraph,
  SummaryList,
  type SummaryRow,
  Tag,
  TextArea,
  type Tone,
} from '../../../design/index.ts';
import { type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type Freeze, LONGEST_REASON, type ProgrammeOfficer } from '../../../programmes/index.ts';
import { FRAUD } from './fraud-words.ts';
import { FREEZES } from './freeze-words.ts';
import { PROGRAMMES } from './words.ts';

export type FreezeActName = 'confirm' | 'decline' | 'end' | 'refuse';

/** A form of a freeze whose reason was missing or too long. */
export interface FreezeTried {
  freeze: string;
  act: FreezeActName;
  reason: string;
  problem: Text;
}

export interface FreezeListProps {
  gov: Government;
  context: { locale: Locale };
  officer: ProgrammeOfficer;
  freezes: readonly Freeze[];
  names: ReadonlyMap<string, string>;
  shops: ReadonlyMap<string, string>;
  tried?: FreezeTried | undefined;
}

/** Freezes, each with who proposed and confirmed it, and what the officer can do about it. */
export function FreezeList(props: FreezeListProps) {
  return (
    <>
      {props.freezes.map((freeze) => (
        <FreezeItem key={freeze.id} {...props} freeze={freeze} />
      ))}
    </>
  );
}

/** What is frozen, in words. */
export function subjectText({ names, shops, context }: FreezeListProps, { kind, subject }: Freeze): string {
  const { locale } = context;
  if (kind === 'shop') return say(FREEZES.shop, locale, { name: shops.get(subject) ?? '–' });
  return say(FREEZES.walletOf, locale, { name: names.get(subject) ?? FREEZES.unnamed[locale] });
}

function standingOf({ declined, endedAt, confirmedAt }: Freeze): { text: Text; tone: Tone } {
  if (declined) return { text: FREEZES.declined, tone: 'neutral' };
  if (endedAt) return { text: FREEZES.ended, tone: 'neutral' };
  return confirmedAt ? { text: FREEZES.inForce, tone: 'danger' } : { text: FREEZES.proposed, tone: 'warning' };
}

function FreezeItem(props: FreezeListProps & { freeze: Freeze }) {
  const { gov, context, officer, freeze } = props;
  const { locale } = context;
  const standing = standingOf(freeze);
  const by = (key: Text, who: string | null, at: Date | null): SummaryRow[] => {
    if (!who || !at) return [];
    const whose = (who === officer.person ? PROGRAMMES.you : PROGRAMMES.otherOfficer)[locale];
    const when = formatDate(at.toISOString(), locale, { form: 'time', zone: gov.pack.timeZone });
    return [{ key: key[locale], value: say(FREEZES.byAt, locale, { who: whose, at: when }) }];
  };
  return (
    <section class="md-section" id={`freeze-${freeze.id}`} aria-labelledby={`freeze-${freeze.id}-title`}>
      <Heading level={3} id={`freeze-${freeze.id}-title`}>
        {subjectText(props, freeze)} <Tag tone={standing.tone}>{standing.text[locale]}</Tag>
      </Heading>
      <SummaryList
        locale={locale}
        rows={[
          { key: PROGRAMMES.reason[locale], value: freeze.reason },
          ...by(FREEZES.proposedBy, freeze.proposedBy, freeze.proposedAt),
          ...by(FREEZES.confirmedBy, freeze.confirmedBy, freeze.confirmedAt),
          ...by(FREEZES.endedBy, freeze.endedBy, freeze.endedAt),
          ...(freeze.objection !== null ? [{ key: FREEZES.objection[locale], value: freeze.objection }] : []),
        ]}
      />
      {freeze.suspicion && (
        <Paragraph>
          <Link
            href={`/office/programmes/${freeze.programme}/fraud/${freeze.suspicion}`}
            hidden={subjectText(props, freeze)}
          >
            {FREEZES.case[locale]}
          </Link>
        </Paragraph>
      )}
      {!freeze.endedAt && (freeze.confirmedAt ? <InForce {...props} /> : <Waiting {...props} />)}
    </section>
  );
}

type ItemProps = FreezeListProps & { freeze: Freeze };

const addressOf = ({ freeze }: ItemProps, act: FreezeActName) =>
  `/office/programmes/${freeze.programme}/freezes/${freeze.id}/${act}`;

function Waiting(props: ItemProps) {
  const { context, officer, freeze } = props;
  const { locale } = context;
  return (
    <>
      {freeze.proposedBy === officer.person ? (
        <Paragraph>{FREEZES.ownProposal[locale]}</Paragraph>
      ) : (
        <Form action={addressOf(props, 'confirm')}>
          <Paragraph size="s">{FREEZES.confirmHelp[locale]}</Paragraph>
          <Button variant="warning">{FREEZES.confirm[locale]}</Button>
        </Form>
      )}
      <ReasonForm {...props} act="decline" title={FREEZES.decline} hint={FRAUD.reasonInside} />
    </>
  );
}

function InForce(props: ItemProps) {
  const { context, officer, freeze } = props;
  const { locale } = context;
  const waits = freeze.objection !== null && !freeze.answeredAt;
  const froze = [freeze.proposedBy, freeze.confirmedBy].includes(officer.person);
  return (
    <>
      <ReasonForm {...props} act="end" title={FREEZES.end} hint={FRAUD.reasonTold} />
      {waits && froze && <Paragraph>{FREEZES.ownFreeze[locale]}</Paragraph>}
      {waits && !froze && <ReasonForm {...props} act="refuse" title={FREEZES.refuse} hint={FRAUD.reasonTold} />}
    </>
  );
}

/** A form that asks for nothing but a reason, folded until it is wanted. */
function ReasonForm(props: ItemProps & { act: FreezeActName; title: Text; hint: Text }) {
  const { context, freeze, act, title, hint, tried } = props;
  const { locale } = context;
  const mine = tried?.freeze === freeze.id && tried.act === act ? tried : undefined;
  return (
    <Details summary={title[locale]} {...(mine && { open: true })}>
      <Form action={addressOf(props, act)}>
        <TextArea
          locale={locale}
          name="reason"
          id={`${act}-${freeze.id}`}
          label={PROGRAMMES.reason[locale]}
          hint={say(hint, locale, { count: LONGEST_REASON.toLocaleString('en') })}
          rows={2}
          {...(mine && { value: mine.reason, error: mine.problem[locale] })}
        />
        <Button variant="secondary">{title[locale]}</Button>
      </Form>
    </Details>
  );
}
