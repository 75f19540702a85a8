import { Button, Columns, EmptyState, Form, Radios, Section, Select, Table, Tag } from '../../../../design/index.ts';
import { type NoteRange, sizeOf } from '../../../../programmes/index.ts';
import { count, Frame, type FrameProps, paperHref } from './frame.tsx';
import { RangeFields, type TypedRange } from './range-fields.tsx';
import { PAPER } from './words.ts';

/** What the form of a move holds. */
export interface TypedMove extends TypedRange {
  what?: string;
  place?: string;
}

export interface RangesProps extends Omit<FrameProps, 'part' | 'children'> {
  ranges: readonly NoteRange[];
  typed?: TypedMove;
}

/** Where ranges of sets lie, and a form for what was moved. */
export function RangesPage({ ranges, typed = {}, ...frame }: RangesProps) {
  const { gov, context } = frame;
  const { locale } = context;
  const whereOf = ({ state, place }: NoteRange) => {
    if (place !== null) return gov.pack.places.get(place)?.title[locale] ?? place;
    return (state === 'destroyed' ? PAPER.destroyedAt : PAPER.store)[locale];
  };
  return (
    <Frame {...frame} part="ranges">
      <Columns aside={<MoveForm {...frame} typed={typed} />}>
        <Section id="ranges" title={PAPER.where[locale]}>
          {ranges.length === 0 ? (
            <EmptyState locale={locale} title={PAPER.noRanges[locale]} />
          ) : (
            <Table
              id="ranges-table"
              caption={PAPER.where[locale]}
              captionHidden
              rowHeaders
              dense
              narrow="cards"
              columns={[
                { header: PAPER.which[locale] },
                { header: PAPER.where[locale] },
                { header: PAPER.sets[locale], numeric: true },
                { header: PAPER.state[locale] },
              ]}
              rows={ranges.map((range) => [
                `${range.first}–${range.last}`,
                whereOf(range),
                count(sizeOf(range)),
                range.blocked ? <Tag tone="danger">{PAPER.isBlocked[locale]}</Tag> : '—',
              ])}
            />
          )}
        </Section>
      </Columns>
    </Frame>
  );
}

function MoveForm({ gov, context, programme, typed }: Omit<RangesProps, 'ranges'> & { typed: TypedMove }) {
  const { locale } = context;
  const places = [...gov.pack.places.values()].map(({ id, title }) => ({ value: id, text: title[locale] }));
  return (
    <Section id="move" title={PAPER.move[locale]}>
      <Form action={paperHref(programme, 'ranges')}>
        <Radios
          locale={locale}
          name="what"
          label={PAPER.whatToDo[locale]}
          value={typed.what ?? 'deliver'}
          small
          items={[
            { value: 'deliver', text: PAPER.deliver[locale] },
            { value: 'bring-back', text: PAPER.bringBack[locale] },
            { value: 'destroy', text: PAPER.destroy[locale] },
          ]}
        />
        <RangeFields locale={locale} typed={typed} />
        <Select
          locale={locale}
          name="place"
          label={PAPER.place[locale]}
          hint={PAPER.placeHint[locale]}
          value={typed.place ?? ''}
          options={[{ value: '', text: PAPER.choosePlace[locale] }, ...places]}
        />
        <Button>{PAPER.record[locale]}</Button>
      </Form>
    </Section>
  );
}
