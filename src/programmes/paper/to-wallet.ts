import { AppError, type Db, run, sql, type Text, transaction } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { noteAccount, walletAccount } from '../accounts.ts';
import { isFrozen } from '../office/freezes.ts';
import { movePaperMoney } from './accounts.ts';
import { type GoodNote, spendableNotes } from './spend.ts';

/** A note whose money somebody wants in their phone wallet. */
export interface MoveToWallet {
  person: string;
  programme: Programme;
  serial: string;
  /** The digits under the scratch field. */
  secret: string;
}

/**
 * Moves the money of a note into a person's wallet of the same programme; it expires as the note does. The paper is worth
 * nothing from then on.
 * @returns the amount in minor units, or why not.
 */
export async function moveToWallet(
  gov: Government,
  request: MoveToWallet,
): Promise<{ amount: number } | { refused: Text }> {
  const { person, programme, serial, secret } = request;
  if (!programme.channels.some(({ kind }) => kind === 'wallet')) return { refused: NO_WALLET };
  const at = gov.clock.now();
  return transaction(gov.db, async (tx) => {
    if (await isFrozen(tx, 'wallet', person, programme.id)) return { refused: FROZEN };
    const ask = { programme: programme.id, serial, secret, asker: person, at };
    const [answer] = await spendableNotes(tx, gov, [ask]);
    if ('refused' in answer!) return answer;
    const { note } = answer!;
    await write(tx, gov, programme, person, note);
    return { amount: note.value };
  });
}

async function write(tx: Db, gov: Government, programme: Programme, person: string, note: GoodNote): Promise<void> {
  const { serial, value, expiresAt } = note;
  const at = gov.clock.now();
  const { entry, salt } = await commitAct(tx, gov.logOrigin, {
    kind: 'paper.moved',
    agency: programme.agency,
    at,
    content: contentOfMove({ programme: programme.id, serial, person, amount: value, at }),
  });
  const written = await run(
    tx,
    sql`insert into programmes.note_moved (programme, note, person, amount, moved_at, entry, salt)
      values (${programme.id}, ${serial}, ${person}, ${value}, ${at}, ${entry}, ${salt}) on conflict do nothing`,
  );
  if (written === 0) throw new AppError('conflict', TWICE);
  await movePaperMoney(tx, gov, [
    {
      debit: noteAccount(gov, programme.id, serial),
      credit: walletAccount(gov, programme.id, person),
      key: `to-wallet/${programme.id}/${serial}`,
      amount: value,
      lot: expiresAt,
      purpose: 'paper-to-wallet',
    },
  ]);
}

/** A note's money that became somebody's. */
export interface Move {
  programme: string;
  serial: string;
  person: string;
  amount: number;
  at: Date;
}

/** What the public log commits to when that is done. */
export function contentOfMove({ programme, serial, person, amount, at }: Move): Record<string, unknown> {
  return { programme, serial, person, amount, at: at.toISOString() };
}

const NO_WALLET: Text = {
  ko: '이 사업은 종이 상품권만 있어서 지갑으로 옮길 수 없어요.',
  'zh-Hant': '這項計畫只有紙本券，無法轉入數位錢包。',
  en: 'This programme has no phone wallet, so its notes stay on paper.',
};

const FROZEN: Text = {
  ko: '내 잔액의 사용이 멈춰 있어서 옮길 수 없어요.',
  'zh-Hant': '您的餘額目前停用，無法轉入。',
  en: 'Your balance is frozen, so nothing can be moved to it.',
};

const TWICE: Text = {
  ko: '이미 지갑으로 옮긴 상품권이에요.',
  'zh-Hant': '這張券已轉入數位錢包。',
  en: 'The money of this note was moved already.',
};
