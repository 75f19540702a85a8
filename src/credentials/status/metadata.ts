import { LOCALES, type Text } from '../../kernel/index.ts';
import type { CredentialClaim, CredentialType } from '../../pack/index.ts';

/** Type metadata of an SD-JWT VC (draft-ietf-oauth-sd-jwt-vc §5 to §8): its names, its look and what it says, in each language. */
export interface TypeMetadata {
  vct: string;
  name: string;
  description: string;
  display: readonly object[];
  claims: readonly object[];
}

const TAGS = { ko: 'ko', 'zh-Hant': 'zh-Hant-TW', en: 'en' } as const;

/** @param vct its address, as copies name it. */
export function typeMetadata({ title, summary, look, claims }: CredentialType, vct: string): TypeMetadata {
  return {
    vct,
    name: title.en,
    description: summary.en,
    display: LOCALES.map((locale) => ({
      locale: TAGS[locale],
      name: title[locale],
      description: summary[locale],
      rendering: { simple: { background_color: look.background, text_color: look.ink } },
    })),
    claims: claims.map(claimMetadata),
  };
}

function claimMetadata({ path, title, options, apart }: CredentialClaim): object {
  return {
    path,
    display: displayOf(title),
    sd: apart ? 'always' : 'never',
    // Not the standard's: words for a value that is one of a few, since the copy itself has a word for machines.
    ...(options && {
      values: Object.fromEntries(Object.entries(options).map(([value, text]) => [value, displayOf(text)])),
    }),
  };
}

const displayOf = (text: Text) => LOCALES.map((locale) => ({ locale: TAGS[locale], label: text[locale] }));
