import { SummaryList } from '../../design/index.ts';
import type { Locale, Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { Breakable } from './breakable.tsx';

const MEMBERS = {
  look: { ko: '열람 기록 번호', 'zh-Hant': '查看紀錄編號', en: 'The look' },
  registry: { ko: '등록부', 'zh-Hant': '登記資料', en: 'Register' },
  settlement: { ko: '확인한 내용', 'zh-Hant': '查明結果', en: 'What was found' },
} satisfies Record<string, Text>;

interface AlarmContentProps {
  gov: Government;
  locale: Locale;
  content: Record<string, unknown>;
}

/** How an alarm on a look was settled, as its office reads it. The file of the receipt has it to the letter. */
export function AlarmContent({ gov, locale, content: { alarm, registry, settlement } }: AlarmContentProps) {
  const title = gov.pack.registries.get(String(registry))?.title[locale];
  return (
    <SummaryList
      locale={locale}
      rows={[
        { key: MEMBERS.look[locale], value: <Breakable text={String(alarm)} /> },
        { key: MEMBERS.registry[locale], value: title ?? String(registry) },
        { key: MEMBERS.settlement[locale], value: String(settlement) },
      ]}
    />
  );
}
