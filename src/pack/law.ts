import type { Locale } from '../kernel/index.ts';
import type { LawRef } from './model.ts';

/** How each language writes an article: `31`, or `32-1` for one that was put in later. */
const ARTICLE: Readonly<Record<Locale, (act: string, article: string, inserted: string | undefined) => string>> = {
  ko: (act, article, inserted) => `${act} 제${article}조${inserted ? `의${inserted}` : ''}`,
  'zh-Hant': (act, article, inserted) => `${act}第${article}條${inserted ? `之${inserted}` : ''}`,
  en: (act, article, inserted) => `${act}, Article ${article}${inserted ? `-${inserted}` : ''}`,
};

/** A law as people cite it, each language in its own manner: `Water Act, Article 31-2` in English. */
export function cite(law: LawRef, locale: Locale): string {
  const act = law.title?.[locale] ?? law.act;
  if (!law.article) return act;
  const [article = '', inserted] = law.article.split('-');
  return ARTICLE[locale](act, article, inserted);
}
