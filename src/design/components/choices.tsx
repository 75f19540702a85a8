import type { ComponentChildren } from 'preact';
import { classes, FieldGroup, type FieldProps, Hint } from './field.tsx';

export interface Choice {
  value: string;
  text: ComponentChildren;
  hint?: ComponentChildren;
  disabled?: boolean;
  /** More to fill in, shown while this is chosen. */
  conditional?: ComponentChildren;
}

/** A line between the choices, such as "or". */
export interface Divider {
  divider: string;
}

interface GroupProps extends FieldProps {
  items: readonly (Choice | Divider)[];
  small?: boolean;
}

export interface RadiosProps extends GroupProps {
  value?: string;
  inline?: boolean;
}

export interface CheckboxesProps extends GroupProps {
  values?: readonly string[];
}

interface ItemProps {
  kind: 'radios' | 'checkboxes';
  name: string;
  id: string;
  item: Choice;
  checked: boolean;
}

function Item({ kind, name, id, item, checked }: ItemProps) {
  const block = `govuk-${kind}`;
  return (
    <>
      <div class={`${block}__item`}>
        <input
          class={`${block}__input`}
          id={id}
          name={name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={item.value}
          checked={checked}
          disabled={item.disabled}
          aria-describedby={item.hint ? `${id}-item-hint` : undefined}
        />
        <label class={`govuk-label ${block}__label`} for={id}>
          {item.text}
        </label>
        {item.hint && (
          <Hint id={`${id}-item-hint`} extra={`${block}__hint`}>
            {item.hint}
          </Hint>
        )}
      </div>
      {item.conditional && (
        <div
          class={classes(`${block}__conditional`, !checked && `${block}__conditional--hidden`)}
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      )}
    </>
  );
}

function Items({
  kind,
  props,
  isChecked,
}: {
  kind: ItemProps['kind'];
  props: GroupProps;
  isChecked: (v: string) => boolean;
}) {
  const id = props.id ?? props.name;
  return props.items.map((item, at) => {
    // The first takes the group's id, so that an error summary's link moves to it.
    const itemId = at === 0 ? id : `${id}-${at + 1}`;
    return 'divider' in item ? (
      <div key={itemId} class={`govuk-${kind}__divider`}>
        {item.divider}
      </div>
    ) : (
      <Item key={itemId} kind={kind} name={props.name} id={itemId} item={item} checked={isChecked(item.value)} />
    );
  });
}

/** One answer of several; `value` is the one chosen. */
export function Radios(props: RadiosProps) {
  const { inline, small, value } = props;
  return (
    <FieldGroup {...props}>
      <div class={classes('govuk-radios', inline && 'govuk-radios--inline', small && 'govuk-radios--small')}>
        <Items kind="radios" props={props} isChecked={(item) => item === value} />
      </div>
    </FieldGroup>
  );
}

/** Any number of answers; each is sent under the same name. */
export function Checkboxes(props: CheckboxesProps) {
  const { small, values = [] } = props;
  return (
    <FieldGroup {...props}>
      <div class={classes('govuk-checkboxes', small && 'govuk-checkboxes--small')}>
        <Items kind="checkboxes" props={props} isChecked={(item) => values.includes(item)} />
      </div>
    </FieldGroup>
  );
}
