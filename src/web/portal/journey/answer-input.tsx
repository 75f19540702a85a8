import type { ComponentChildren } from 'preact';
import { type FieldProps, Radios, TextInput } from '../../../design/index.ts';
import type { Fact } from '../../../pack/index.ts';
import { WORDS } from '../../words.ts';

interface AnswerInputProps extends FieldProps {
  fact: Fact;
  /** A saved answer, or what was typed. */
  value: unknown;
  prefix?: ComponentChildren;
  suffix?: ComponentChildren;
}

/** The input that suits a fact's type. */
export function AnswerInput({ fact, value, prefix, suffix, ...field }: AnswerInputProps) {
  const { locale } = field;
  const text = value === undefined || value === null ? '' : String(value);
  if (fact.options) {
    const items = Object.entries(fact.options).map(([option, title]) => ({ value: option, text: title[locale] }));
    return <Radios {...field} value={text} items={items} />;
  }
  if (fact.type === 'boolean') {
    const items = (['yes', 'no'] as const).map((option) => ({ value: option, text: WORDS[option][locale] }));
    return <Radios {...field} inline value={value === true ? 'yes' : value === false ? 'no' : text} items={items} />;
  }
  const numeric = ['integer', 'number', 'money', 'bank-account'].includes(fact.type);
  return (
    <TextInput
      {...field}
      value={text}
      prefix={prefix}
      suffix={suffix}
      inputMode={numeric ? 'numeric' : undefined}
      width={numeric ? 20 : undefined}
      autoComplete={fact.type === 'bank-account' ? 'off' : undefined}
      spellCheck={false}
    />
  );
}
