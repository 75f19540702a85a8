import { List, SummaryList } from '../../../design/index.ts';
import type { Locale, Text } from '../../../kernel/index.ts';
import { Breakable } from '../breakable.tsx';
import { actText } from '../proof-words.ts';

/** What the members of an act on a receiver, or of one by it, are called. */
const MEMBERS = {
  what: { ko: '한 일', 'zh-Hant': '事項', en: 'What' },
  recipient: { ko: '받는 곳', 'zh-Hant': '資料接收者', en: 'Recipient' },
  keys: { ko: '공개 키', 'zh-Hant': '公開金鑰', en: 'Public keys' },
  consent: { ko: '동의 번호', 'zh-Hant': '同意編號', en: 'Consent' },
  acknowledgement: {
    ko: '서명한 확인서의 해시',
    'zh-Hant': '簽章確認書的雜湊值',
    en: 'Hash of what they signed',
  },
} satisfies Record<string, Text>;

interface ReceiverActProps {
  locale: Locale;
  /** Of its leaf in the public log. */
  kind: string;
  content: Record<string, unknown>;
  /** The receiver's name; undefined where it is known no more. */
  party: Text | undefined;
}

/** What was recorded of a receiver, as people read it. The file of the receipt has it to the letter. */
export function ReceiverActContent({ locale, kind, content, party }: ReceiverActProps) {
  const { keys, consent, acknowledgement } = content;
  const rows = [
    { key: MEMBERS.what[locale], value: actText(kind)[locale] },
    { key: MEMBERS.recipient[locale], value: party?.[locale] ?? String(content.party) },
    ...(Array.isArray(keys)
      ? [{ key: MEMBERS.keys[locale], value: <List kind="plain" items={keys.map(({ kid }) => kid)} /> }]
      : []),
    ...(consent ? [{ key: MEMBERS.consent[locale], value: <Breakable text={String(consent)} /> }] : []),
    ...(acknowledgement
      ? [{ key: MEMBERS.acknowledgement[locale], value: <Breakable text={String(acknowledgement)} /> }]
      : []),
  ];
  return <SummaryList locale={locale} rows={rows} />;
}
