import { type Db, fill, first, sql, type Text } from '../../kernel/index.ts';
import { type Letter, send } from '../../messages/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Freeze } from './freezes.ts';

/** Tells whom a freeze is about: why, and how to object. */
export function tellFrozen(tx: Db, gov: Government, freeze: Freeze): Promise<void> {
  const texts = freeze.kind === 'wallet' ? WALLET : SHOP;
  return tell(tx, gov, freeze, 'frozen', { title: texts.frozen, body: texts.because, reason: freeze.reason });
}

/** Tells that a freeze is over. */
export function tellUnfrozen(tx: Db, gov: Government, freeze: Freeze, reason: string): Promise<void> {
  const texts = freeze.kind === 'wallet' ? WALLET : SHOP;
  return tell(tx, gov, freeze, 'unfrozen', { title: texts.unfrozen, body: GOES_ON, reason });
}

/** Tells that an objection changed nothing. */
export function tellKept(tx: Db, gov: Government, freeze: Freeze, reason: string): Promise<void> {
  return tell(tx, gov, freeze, 'kept', { title: KEPT, body: STAYS, reason });
}

async function tell(
  tx: Db,
  gov: Government,
  freeze: Freeze,
  what: string,
  { title, body, reason }: { title: Text; body: Text; reason: string },
): Promise<void> {
  const programme = gov.pack.programmes.get(freeze.programme)!;
  const shop = freeze.kind === 'shop' ? await shopOf(tx, freeze.subject) : undefined;
  const agency = gov.pack.agencies.get(programme.agency)!;
  const values = (locale: keyof Text) => ({
    programme: programme.title[locale],
    agency: agency.title[locale],
    shop: shop?.name ?? '',
    reason,
  });
  const letter: Letter = {
    to: shop?.owner ?? freeze.subject,
    at: gov.clock.now(),
    title: fill(title, values),
    body: fill(body, values),
    link: `/freezes/${freeze.id}`,
    about: freeze.id,
    key: `freeze/${freeze.id}/${what}`,
  };
  await send(tx, letter);
}

async function shopOf(tx: Db, id: string): Promise<{ owner: string; name: string }> {
  const shop = await first(
    tx,
    sql<{ owner: string; name: string }>`select owner, name from programmes.shop where id = ${id}`,
  );
  return shop!;
}

const WALLET = {
  frozen: {
    ko: '{programme} 사용을 정지했습니다',
    'zh-Hant': '「{programme}」已凍結使用',
    en: 'Your money of “{programme}” is frozen',
  },
  because: {
    ko: '{agency} 담당자 두 명이 확인하고 결제를 정지했습니다. 잔액은 그대로 있습니다.\n\n이유: {reason}\n\n사실과 다르면 아래 화면에서 이의를 제기해 주십시오. 정지를 결정하지 않은 담당자가 답합니다.',
    'zh-Hant':
      '經「{agency}」兩位承辦人確認，已凍結付款。您的餘額仍在。\n\n理由：{reason}\n\n如與事實不符，請在下方頁面提出異議，由未參與凍結決定的承辦人答覆。',
    en: 'Two officers of {agency} have agreed to stop payments. Your balance is still there.\n\nReason: {reason}\n\nIf this is wrong, you can object on the page below. An officer who did not decide the freeze will answer.',
  },
  unfrozen: {
    ko: '{programme} 사용 정지를 풀었습니다',
    'zh-Hant': '「{programme}」已解除凍結',
    en: 'Your money of “{programme}” can be spent again',
  },
} satisfies Record<string, Text>;

const SHOP = {
  frozen: {
    ko: '{shop}의 결제를 정지했습니다',
    'zh-Hant': '「{shop}」已凍結收款',
    en: '{shop} is frozen',
  },
  because: {
    ko: '{agency} 담당자 두 명이 확인하고 가맹점 결제와 정산을 정지했습니다.\n\n이유: {reason}\n\n사실과 다르면 아래 화면에서 이의를 제기해 주십시오. 정지를 결정하지 않은 담당자가 답합니다.',
    'zh-Hant':
      '經「{agency}」兩位承辦人確認，已凍結這家店的收款與結算。\n\n理由：{reason}\n\n如與事實不符，請在下方頁面提出異議，由未參與凍結決定的承辦人答覆。',
    en: 'Two officers of {agency} have agreed to stop payments to this shop and its settlement.\n\nReason: {reason}\n\nIf this is wrong, you can object on the page below. An officer who did not decide the freeze will answer.',
  },
  unfrozen: {
    ko: '{shop}의 결제 정지를 풀었습니다',
    'zh-Hant': '「{shop}」已解除凍結',
    en: '{shop} can take payments again',
  },
} satisfies Record<string, Text>;

const GOES_ON: Text = {
  ko: '지금부터 다시 쓸 수 있습니다.\n\n이유: {reason}',
  'zh-Hant': '即日起可正常使用。\n\n理由：{reason}',
  en: 'Everything works again from now on.\n\nReason: {reason}',
};

const KEPT: Text = {
  ko: '이의신청에 답했습니다',
  'zh-Hant': '已答覆您的異議',
  en: 'Your objection was answered',
};

const STAYS: Text = {
  ko: '{agency}에서 다시 살펴보았고, 정지는 그대로 둡니다.\n\n이유: {reason}',
  'zh-Hant': '「{agency}」已重新審查，維持凍結。\n\n理由：{reason}',
  en: '{agency} has looked at it again. The freeze stays.\n\nReason: {reason}',
};
