import type { ComponentChildren } from 'preact';
import { LANGUAGE_TAG, type Locale } from '../../kernel/index.ts';

/** How one person wants pages to look; absent means as the device asks. */
export interface Preferences {
  theme?: 'light' | 'dark';
  contrast?: 'normal' | 'more';
  text?: 'large' | 'larger';
}

/** Addresses of what a page may load, all of this origin. */
export interface Assets {
  stylesheet: string;
  icon?: string;
  /** Of a page that may be installed. */
  manifest?: string;
  /** Module scripts by name; a page may load only these. */
  scripts: Readonly<Record<string, string>>;
}

export interface DocumentProps {
  locale: Locale;
  preferences: Preferences;
  assets: Assets;
  /** The whole title of the window. */
  title: string;
  /** Names in `assets.scripts`. */
  scripts?: readonly string[];
  children: ComponentChildren;
}

/**
 * The html element with everything a page loads. Nothing is inline, so `style-src 'self'; script-src 'self'` holds.
 * @throws RangeError for a script that is not a listed asset.
 */
export function Document({ locale, preferences, assets, title, scripts = [], children }: DocumentProps) {
  const sources = scripts.map((name) => {
    const source = assets.scripts[name];
    if (!source) throw new RangeError(`script is not a listed asset: ${name}`);
    return source;
  });
  return (
    <html
      lang={LANGUAGE_TAG[locale]}
      class="govuk-template"
      data-theme={preferences.theme}
      data-contrast={preferences.contrast}
      data-text={preferences.text}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={preferences.theme ?? 'light dark'} />
        <title>{title}</title>
        <link rel="stylesheet" href={assets.stylesheet} />
        {assets.icon && <link rel="icon" type="image/svg+xml" href={assets.icon} />}
        {assets.manifest && <link rel="manifest" href={assets.manifest} />}
        {sources.map((source) => (
          <script key={source} type="module" src={source} />
        ))}
      </head>
      <body class="govuk-template__body">{children}</body>
    </html>
  );
}
