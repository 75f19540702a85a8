import {
  Button,
  Checkboxes,
  Columns,
  DateText,
  EmptyState,
  Form,
  Paragraph,
  Radios,
  Section,
  SummaryCard,
  type SummaryRow,
  Tag,
  TextArea,
} from '../../../../design/index.ts';
import { type Locale, say } from '../../../../kernel/index.ts';
import { BLOCK_REASONS, type Block } from '../../../../programmes/index.ts';
import { BLOCK_REASON_TEXT } from '../../../paper/act-words.ts';
import { count, Frame, type FrameProps, paperHref } from './frame.tsx';
import { RangeFields, type TypedRange } from './range-fields.tsx';
import { PAPER } from './words.ts';

/** What the form of a block holds. */
export interface TypedBlock extends TypedRange {
  reason?: string;
  words?: string;
  handed?: string;
}

export interface BlocksProps extends Omit<FrameProps, 'part' | 'children'> {
  blocks: readonly Block[];
  /** The officer who reads it: whoever asked to lift a block does not lift it. */
  officer: string;
  typed?: TypedBlock;
}

/** Ranges whose notes are refused, and a form for another. */
export function BlocksPage({ blocks, officer, typed = {}, ...frame }: BlocksProps) {
  const { locale } = frame.context;
  return (
    <Frame {...frame} part="blocks">
      <Columns aside={<BlockForm {...frame} typed={typed} />}>
        <Section id="blocks" title={PAPER.blocks[locale]}>
          {blocks.length === 0 ? (
            <EmptyState locale={locale} title={PAPER.noBlocks[locale]} />
          ) : (
            blocks.map((block) => <BlockCard {...frame} officer={officer} block={block} key={block.id} />)
          )}
        </Section>
      </Columns>
    </Frame>
  );
}

function BlockCard({ gov, context, programme, officer, block }: Omit<BlocksProps, 'blocks'> & { block: Block }) {
  const { locale } = context;
  const { timeZone } = gov.pack;
  const time = (at: Date) => <DateText locale={locale} iso={at.toISOString()} zone={timeZone} form="time" />;
  const whoOf = (person: string) => (person === officer ? PAPER.you : PAPER.other)[locale];
  const rows: SummaryRow[] = [
    {
      key: PAPER.state[locale],
      value: block.liftedAt ? (
        <Tag tone="neutral">{PAPER.wasLifted[locale]}</Tag>
      ) : (
        <Tag tone="danger">{PAPER.inForce[locale]}</Tag>
      ),
    },
    { key: PAPER.whyBlock[locale], value: BLOCK_REASON_TEXT[block.reason][locale] },
    { key: PAPER.words[locale], value: block.words },
    { key: PAPER.when[locale], value: time(block.blockedAt) },
    { key: PAPER.who[locale], value: whoOf(block.blockedBy) },
  ];
  const name = say(PAPER.runOf, locale, { first: count(block.first), last: count(block.last) });
  return (
    <SummaryCard
      locale={locale}
      title={name}
      level={3}
      rows={rows}
      intro={block.handedToo && <Paragraph>{PAPER.handedToo[locale]}</Paragraph>}
    >
      {!block.liftedAt && (
        <Lift locale={locale} here={paperHref(programme, 'blocks')} block={block} officer={officer} />
      )}
    </SummaryCard>
  );
}

function Lift({ locale, here, block, officer }: { locale: Locale; here: string; block: Block; officer: string }) {
  if (block.liftingBy === officer) return <Paragraph>{PAPER.waitsForOther[locale]}</Paragraph>;
  return (
    <Form action={`${here}/${block.id}/lift`}>
      <Button variant="secondary">{(block.liftingBy ? PAPER.confirmLift : PAPER.askToLift)[locale]}</Button>
    </Form>
  );
}

function BlockForm({ context, programme, typed }: Omit<FrameProps, 'part' | 'children'> & { typed: TypedBlock }) {
  const { locale } = context;
  return (
    <Section id="block" title={PAPER.block[locale]}>
      <Paragraph>{PAPER.blockHelp[locale]}</Paragraph>
      <Form action={paperHref(programme, 'blocks')}>
        <RangeFields locale={locale} typed={typed} />
        <Radios
          locale={locale}
          name="reason"
          label={PAPER.whyBlock[locale]}
          value={typed.reason ?? ''}
          small
          items={BLOCK_REASONS.map((reason) => ({ value: reason, text: BLOCK_REASON_TEXT[reason][locale] }))}
        />
        <TextArea
          locale={locale}
          name="words"
          label={PAPER.words[locale]}
          hint={PAPER.wordsHint[locale]}
          rows={3}
          value={typed.words ?? ''}
        />
        <Checkboxes
          locale={locale}
          name="handed"
          label={PAPER.handed[locale]}
          small
          values={typed.handed ? ['yes'] : []}
          items={[{ value: 'yes', text: PAPER.handedToo[locale], hint: PAPER.handedTooHint[locale] }]}
        />
        <Button variant="warning">{PAPER.block[locale]}</Button>
      </Form>
    </Section>
  );
}
