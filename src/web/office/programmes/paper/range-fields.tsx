import { TextInput } from '../../../../design/index.ts';
import type { Locale } from '../../../../kernel/index.ts';
import { PAPER } from './words.ts';

/** The numbers of the first and the last set of a range, as they were typed. */
export interface TypedRange {
  first?: string;
  last?: string;
}

/** The fields for a range of sets. */
export function RangeFields({ locale, typed }: { locale: Locale; typed: TypedRange }) {
  return (
    <>
      {(['first', 'last'] as const).map((name) => (
        <TextInput
          key={name}
          locale={locale}
          name={name}
          label={PAPER[name][locale]}
          inputMode="numeric"
          width={10}
          value={typed[name] ?? ''}
        />
      ))}
    </>
  );
}
