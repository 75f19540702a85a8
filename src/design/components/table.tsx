import type { ComponentChildren } from 'preact';
import { classes } from './field.tsx';
import type { Size } from './text.tsx';

export interface Column {
  header: string;
  numeric?: boolean;
}

export interface TableProps {
  /** Unique on the page; names the region that scrolls. */
  id: string;
  caption: ComponentChildren;
  captionSize?: Size;
  /** Keeps the caption for screen readers only, where a heading above says the same. */
  captionHidden?: boolean;
  columns: readonly Column[];
  rows: readonly (readonly ComponentChildren[])[];
  /** The first cell of each row names the row. */
  rowHeaders?: boolean;
  /** On a narrow screen: a region that scrolls, or each row as a card with its headers beside the values. */
  narrow?: 'scroll' | 'cards';
  /** Closer rows and smaller type, for the office. */
  dense?: boolean;
}

/** display:block takes a table's meaning away from it, so cards say the roles again (ARIA in HTML §3). */
const roles = {
  scroll: {
    table: undefined,
    group: undefined,
    row: undefined,
    column: undefined,
    rowheader: undefined,
    cell: undefined,
  },
  cards: {
    table: 'table',
    group: 'rowgroup',
    row: 'row',
    column: 'columnheader',
    rowheader: 'rowheader',
    cell: 'cell',
  },
} as const;

function Cell({
  props,
  column,
  at,
  children,
}: {
  props: TableProps;
  column: Column;
  at: number;
  children: ComponentChildren;
}) {
  const role = roles[props.narrow ?? 'scroll'];
  const label = props.narrow === 'cards' ? column.header : undefined;
  if (props.rowHeaders && at === 0) {
    return (
      <th scope="row" class="govuk-table__header" role={role.rowheader} data-label={label}>
        {children}
      </th>
    );
  }
  return (
    <td
      class={classes('govuk-table__cell', column.numeric && 'govuk-table__cell--numeric')}
      role={role.cell}
      data-label={label}
    >
      {children}
    </td>
  );
}

/** Rows and columns under a caption. Numbers stand to the right. */
export function Table(props: TableProps) {
  const { id, caption, captionSize, captionHidden, columns, rows, narrow = 'scroll', dense } = props;
  const role = roles[narrow];
  const table = (
    <table
      class={classes('govuk-table', narrow === 'cards' && 'md-table--cards', dense && 'md-table--dense')}
      role={role.table}
    >
      <caption
        id={`${id}-caption`}
        class={classes(
          captionHidden ? 'govuk-visually-hidden' : 'govuk-table__caption',
          captionSize && `govuk-table__caption--${captionSize}`,
        )}
      >
        {caption}
      </caption>
      <thead class="govuk-table__head" role={role.group}>
        <tr class="govuk-table__row" role={role.row}>
          {columns.map((column) => (
            <th
              scope="col"
              class={classes('govuk-table__header', column.numeric && 'govuk-table__header--numeric')}
              role={role.column}
              key={column.header}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body" role={role.group}>
        {rows.map((cells, line) => (
          <tr class="govuk-table__row" role={role.row} key={line}>
            {columns.map((column, at) => (
              <Cell props={props} column={column} at={at} key={column.header}>
                {cells[at]}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return narrow === 'cards' ? (
    table
  ) : (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="md-scroll" aria-labelledby={`${id}-caption`} tabIndex={0}>
      {table}
    </section>
  );
}
