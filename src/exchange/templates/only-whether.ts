import { LOCALES, type Text } from '../../kernel/index.ts';

const ONLY_WHETHER: Text = {
  'zh-Hant': '{purpose}（只告知是否如此，不提供內容：{titles}）',
  ko: '{purpose} (값은 주지 않고 맞는지만 알려 줘요: {titles})',
  en: '{purpose} (only whether it is so, and not the value: {titles})',
};

/** What the person reads beside a look that handed no value over: what it was for, and which statements rest on it. */
export function onlyWhether(purpose: Text, titles: readonly Text[]): Text {
  return Object.fromEntries(
    LOCALES.map((locale) => {
      const named = titles.map((title) => title[locale]).join(locale === 'zh-Hant' ? '、' : ', ');
      return [locale, ONLY_WHETHER[locale].replace('{purpose}', purpose[locale]).replace('{titles}', named)];
    }),
  ) as Text;
}
