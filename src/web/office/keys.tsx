import type { ComponentChildren } from 'preact';
import { Checkboxes, Details, Key, SummaryList } from '../../design/index.ts';
import type { Locale, Text } from '../../kernel/index.ts';
import { OFFICE } from './words.ts';

export interface KeysProps {
  locale: Locale;
  /** The keys of this page besides `?`, with what each does. */
  keys: readonly { keys: readonly string[]; does: Text }[];
}

/**
 * The keys of a page. The island `office` acts on them, and shows the choice to turn them off: WCAG 2.2, 2.1.4
 * (Character Key Shortcuts).
 */
export function Keys({ locale, keys }: KeysProps) {
  const help = { keys: ['?'], does: OFFICE.keyHelp };
  return (
    <Details id="keys" summary={OFFICE.keys[locale]}>
      <noscript>
        <p class="govuk-body">{OFFICE.keysNeedScript[locale]}</p>
      </noscript>
      <SummaryList
        locale={locale}
        border={false}
        rows={[...keys, help].map(({ keys: names, does }) => ({ key: spaced(names), value: does[locale] }))}
      />
      <div data-keys-choice hidden>
        <Checkboxes
          locale={locale}
          name="keys-on"
          label={OFFICE.keysChoice[locale]}
          small
          items={[{ value: 'on', text: OFFICE.keysOn[locale] }]}
          values={['on']}
        />
      </div>
    </Details>
  );
}

const spaced = (names: readonly string[]): ComponentChildren =>
  names.map((name, at) => (
    <>
      {at > 0 && ' '}
      <Key>{name}</Key>
    </>
  ));
