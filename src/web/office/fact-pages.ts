import type { Text } from '../../kernel/index.ts';
import type { Effect } from '../../pack/index.ts';

/** A page on which an officer sees what a fact names. */
export interface FactPage {
  fact: string;
  address(value: string): string;
  text: Text;
}

/** The pages of facts that an effect rests on, and that say little by themselves: by the verb of the effect. */
const PAGES: { [V in Effect['verb']]?: (effect: Extract<Effect, { verb: V }>) => FactPage } = {
  receive: ({ enrolment }) => ({
    fact: enrolment,
    address: (code) => `/receivers/enrolments/${encodeURIComponent(code)}`,
    text: { ko: '낸 내용 보기', 'zh-Hant': '查看所提內容', en: 'See what was handed in' },
  }),
};

/** The pages on which an officer sees what the effects of a service rest on, by fact. */
export function factPages(effects: readonly Effect[]): ReadonlyMap<string, FactPage> {
  const pages = effects.flatMap((effect) => PAGES[effect.verb]?.(effect as never) ?? []);
  return new Map(pages.map((one) => [one.fact, one]));
}
