import type { Currency, Era, Locale, Text } from '../../kernel/index.ts';
import type { PageContext } from '../components/header.tsx';
import type { Brand } from '../tokens.ts';

/** One text in three languages, short enough to write many. */
export const text = (ko: string, zh: string, en: string): Text => ({ ko, 'zh-Hant': zh, en });

export const brand: Brand = { name: text('마당', '庭院', 'Madang') };

/** ISO 4217's code for tests. */
export const currency: Currency = {
  code: 'XTS',
  decimals: 0,
  format: text('{amount}원', '{amount} 元', '€{amount}'),
};

export const era: Era = { name: text('민국', '民國', 'Minguo'), offset: 1911 };

export const names = {
  mother: text('김민서', '王小明', 'Minseo Kim'),
  baby: text('김하늘', '王天晴', 'Haneul Kim'),
  household: text('가족관계등록소', '戶政事務所', 'Household registration office'),
  labour: text('노동보험국', '勞工保險局', 'Labour insurance bureau'),
  health: text('건강보험서', '健康保險署', 'Health insurance administration'),
  social: text('사회복지국', '社會局', 'Social affairs bureau'),
  birth: text('출생 등록', '出生登記', 'Birth registration'),
  maternity: text('출산급여', '生育給付', 'Maternity benefit'),
  allowance: text('양육수당', '育兒津貼', 'Childcare allowance'),
  insurance: text('건강보험 가입', '健保加保', 'Health insurance enrolment'),
  journey: text('아이가 태어났어요', '孩子出生了', 'A child is born'),
  hospital: text('시립병원 출생 통보', '市立醫院出生通報', 'City hospital birth notice'),
  law: text('노동보험조례 제31조', '勞工保險條例第31條', 'Labour Insurance Act, article 31'),
} as const;

/** The frame of the gallery's page: someone signed in, with a child to register. */
export function sampleContext(locale: Locale, stylesheet: string): PageContext {
  return {
    locale,
    preferences: {},
    brand,
    assets: { stylesheet, scripts: {} },
    nav: [
      { href: '/', text: text('홈', '首頁', 'Home')[locale], current: true },
      { href: '/inbox', text: text('받은 소식', '訊息', 'Inbox')[locale], count: 2 },
      { href: '/cases', text: text('내 신청 건', '我的案件', 'My cases')[locale] },
      { href: '/seen', text: text('내 정보 열람 기록', '誰看過我的資料', 'Who saw my data')[locale] },
    ],
    languageHref: (to) => `/language/${to}`,
    settingsHref: '/display',
    person: { name: names.mother[locale], href: '/me', signOut: { action: '/sign-out' } },
    demo: text(
      '여기 나오는 사람과 돈은 모두 가상이에요.',
      '此處的人物與款項皆為虛構。',
      'The people and the money here are made up.',
    )[locale],
    footer: [
      { href: '/log', text: text('공개 기록', '公開紀錄', 'Public log')[locale] },
      { href: '/access', text: text('접근성', '無障礙', 'Accessibility')[locale] },
      { href: '/developers', text: text('개발자', '開發者', 'Developers')[locale] },
    ],
  };
}
