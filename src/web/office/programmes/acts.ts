import { randomUUID } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { fill, isDay, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import {
  extendProgramme,
  fundProgramme,
  LONGEST_REASON,
  openProgramme,
  type ProgrammeNow,
  type ProgrammeOfficer,
  pauseProgramme,
  resumeProgramme,
} from '../../../programmes/index.ts';
import { type DO_TEXT, PROGRAMMES } from './words.ts';

export type ActName = keyof typeof DO_TEXT;
export const ACT_NAMES: readonly ActName[] = ['open', 'pause', 'resume', 'fund', 'extend'];

/** What a form of the office may send: more than is accepted, so that what is too long comes back to be shortened. */
export const Words = Type.Optional(Type.String({ maxLength: 5 * LONGEST_REASON }));
const Short = Type.Optional(Type.String({ maxLength: 40 }));

/** A form that is shown again before it is carried out: with `sure` it has been. */
export const ActBody = Type.Object({
  reason: Words,
  amount: Short,
  take_until: Short,
  spend_until: Short,
  key: Type.Optional(Type.String({ format: 'uuid' })),
  sure: Type.Optional(Type.Literal('yes')),
});
export type ActForm = Static<typeof ActBody>;

/** What was typed, or what is wrong with it by field. */
export type Problems = Partial<Record<keyof ActForm, Text>>;

/** A form's own key: sent twice, it is carried out once. */
export const newKey = (): string => randomUUID();

/** The acts that suit how a programme stands. */
export function actsFor({ state, isOpened }: ProgrammeNow): ActName[] {
  const suits: Record<ActName, boolean> = {
    open: !isOpened && state !== 'ended',
    pause: state === 'open' || state === 'ended',
    resume: state === 'paused',
    fund: true,
    extend: true,
  };
  return ACT_NAMES.filter((name) => suits[name]);
}

/** What is wrong with the reason that somebody gave. */
export function reasonProblem(reason: string): Text | undefined {
  const length = [...reason.trim()].length;
  if (length === 0) return PROGRAMMES.enterReason;
  return length > LONGEST_REASON ? fill(PROGRAMMES.tooLong, () => ({ count: LONGEST_REASON })) : undefined;
}

/** What is wrong with a form, as far as can be told without trying. */
export function problemsOf(gov: Government, name: ActName, form: ActForm): Problems {
  const reason = reasonProblem(form.reason ?? '');
  const amount = name === 'fund' && minorOf(gov, form.amount) === undefined ? PROGRAMMES.enterAmount : undefined;
  const days = [form.take_until, form.spend_until].filter((day) => day !== undefined && day !== '') as string[];
  const isWrong = name === 'extend' && (days.length === 0 || !days.every(isDay));
  return {
    ...(reason && { reason }),
    ...(amount && { amount }),
    ...(isWrong && { take_until: PROGRAMMES.enterDay }),
  };
}

/** An amount as somebody typed it, in the minor unit; undefined where it is none. */
export function minorOf({ pack }: Government, typed = ''): number | undefined {
  const { decimals } = pack.currency;
  const plain = typed.normalize('NFKC').replaceAll(/[\s,]/g, '');
  if (!new RegExp(decimals > 0 ? `^\\d+(\\.\\d{1,${decimals}})?$` : '^\\d+$').test(plain)) return undefined;
  const minor = Math.round(Number(plain) * 10 ** decimals);
  return minor > 0 && Number.isSafeInteger(minor) ? minor : undefined;
}

/** Carries out a form in which nothing is wrong. @throws AppError as the act does. */
export function carryOut(
  gov: Government,
  officer: ProgrammeOfficer,
  programme: string,
  name: ActName,
  form: ActForm,
): Promise<void> {
  const wish = { reason: form.reason ?? '', key: form.key ?? newKey() };
  const extension = {
    ...(form.take_until && { takeUntil: form.take_until }),
    ...(form.spend_until && { spendUntil: form.spend_until }),
  };
  const acts: Record<ActName, () => Promise<void>> = {
    open: () => openProgramme(gov, officer, programme, wish),
    pause: () => pauseProgramme(gov, officer, programme, wish),
    resume: () => resumeProgramme(gov, officer, programme, wish),
    fund: () => fundProgramme(gov, officer, programme, minorOf(gov, form.amount)!, wish),
    extend: () => extendProgramme(gov, officer, programme, extension, wish),
  };
  return acts[name]();
}
