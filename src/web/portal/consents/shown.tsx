import type { ComponentChildren } from 'preact';
import { SummaryList, Tag } from '../../../design/index.ts';
import { type Choice, type Consent, isInForce, type Preview, type Template } from '../../../exchange/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { showValue } from '../../values.tsx';
import { CONSENTS, STATES } from './words.ts';

export interface ValuesProps {
  gov: Government;
  locale: Locale;
  template: Template;
  choice: Choice;
  preview: Preview;
}

/** The values that would be sent. */
export function Values({ gov, locale, template, choice, preview }: ValuesProps) {
  const rows = [
    ...template.fields
      .filter(({ path }) => choice.fields.includes(path))
      .map(({ path, title }) => ({ key: title[locale], value: valueAt({ gov, locale, preview }, path) })),
    ...[...template.data.statements.values()]
      .filter(({ id }) => choice.statements.includes(id))
      .map(({ id, title }) => ({ key: title[locale], value: answerText(preview.statements[id], locale) })),
  ];
  return <SummaryList locale={locale} rows={rows} />;
}

/** The value of a field, as people read it. */
export function valueAt(
  { gov, locale, preview }: Pick<ValuesProps, 'gov' | 'locale' | 'preview'>,
  path: string,
): ComponentChildren {
  const [registry = '', field = ''] = path.split('.');
  if (!(path in preview.values)) return CONSENTS.notKnown[locale];
  return showValue(gov, locale, gov.pack.registries.get(registry)!.fields[field]!, preview.values[path]);
}

/** What a statement answers. */
export const answerText = (answer: boolean | undefined, locale: Locale): string =>
  (answer === undefined ? CONSENTS.notKnown : answer ? CONSENTS.answerYes : CONSENTS.answerNo)[locale];

const TONES = { given: 'success', paused: 'warning', used: 'info', withdrawn: 'neutral', lapsed: 'neutral' } as const;

/** How a consent stands; one whose time is over reads so before it is written down. */
export function ConsentState({ consent, locale, now }: { consent: Consent; locale: Locale; now: Date }) {
  const state = isInForce(consent, now) || consent.until > now ? consent.state : overState(consent);
  return <Tag tone={TONES[state]}>{STATES[state][locale]}</Tag>;
}

const overState = ({ state }: Consent) => (state === 'given' || state === 'paused' ? 'lapsed' : state);
