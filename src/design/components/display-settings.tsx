import type { Locale } from '../../kernel/index.ts';
import { word } from '../words.ts';
import { Button, Form } from './button.tsx';
import { Radios } from './choices.tsx';
import type { Preferences } from './document.tsx';

export interface DisplaySettingsProps {
  locale: Locale;
  preferences: Preferences;
  action: string;
}

/** Posts `theme` (light, dark), `contrast` (normal, more) and `text` (large, larger); an empty value means unset. */
export function DisplaySettings({ locale, preferences, action }: DisplaySettingsProps) {
  const device = { value: '', text: word('asSystem', locale) };
  return (
    <Form action={action}>
      <Radios
        locale={locale}
        name="theme"
        label={word('theme', locale)}
        labelSize="s"
        inline
        value={preferences.theme ?? ''}
        items={[device, { value: 'light', text: word('light', locale) }, { value: 'dark', text: word('dark', locale) }]}
      />
      <Radios
        locale={locale}
        name="contrast"
        label={word('contrast', locale)}
        labelSize="s"
        inline
        value={preferences.contrast ?? ''}
        items={[
          device,
          { value: 'normal', text: word('normalContrast', locale) },
          { value: 'more', text: word('moreContrast', locale) },
        ]}
      />
      <Radios
        locale={locale}
        name="text"
        label={word('textSize', locale)}
        labelSize="s"
        inline
        value={preferences.text ?? ''}
        items={[
          { value: '', text: word('normalText', locale) },
          { value: 'large', text: word('largeText', locale) },
          { value: 'larger', text: word('largerText', locale) },
        ]}
      />
      <Button>{word('save', locale)}</Button>
    </Form>
  );
}
