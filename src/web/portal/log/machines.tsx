import { Details, Link, Paragraph, SummaryList } from '../../../design/index.ts';
import { type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Site } from '../../site.ts';
import { Breakable } from '../breakable.tsx';
import { MACHINES } from './line-words.ts';
import { countText } from './numbers.ts';
import { TRUST } from './trust-words.ts';

interface KeysProps {
  site: Pick<Site, 'log'>;
  locale: Locale;
  /** The index of the line that names these keys. */
  keysLine: number | undefined;
}

/** The keys that sign now, and where the log itself has announced them. */
export function Keys({ site, locale, keysLine }: KeysProps) {
  const { signers } = site.log;
  return (
    <>
      {signers.length > 1 && <Paragraph>{TRUST.allSign[locale]}</Paragraph>}
      <SummaryList
        locale={locale}
        rows={[
          ...signers.map(({ vkey }, at) => ({
            key: signers.length === 1 ? TRUST.vkey[locale] : say(TRUST.numberedKey, locale, { number: at + 1 }),
            value: <Key vkey={vkey} locale={locale} />,
          })),
          {
            key: TRUST.announced[locale],
            value:
              keysLine === undefined ? (
                TRUST.notAnnounced[locale]
              ) : (
                <Link href={`/log/entries/${keysLine}`}>
                  {say(TRUST.announcedLine, locale, { number: countText(keysLine + 1, locale) })}
                </Link>
              ),
          },
        ]}
      />
      <Paragraph size="s">{TRUST.keysHelp[locale]}</Paragraph>
    </>
  );
}

/** Longest key that is shown at once, in characters: those of ML-DSA-44 fill a page. */
const SHORT = 200;

function Key({ vkey, locale }: { vkey: string; locale: Locale }) {
  const text = <Breakable text={vkey} />;
  return vkey.length <= SHORT ? text : <Details summary={TRUST.wholeKey[locale]}>{text}</Details>;
}

/** Where programs read the log, by what they find there. */
const ADDRESSES: readonly { path: string; text: Text; opens?: true }[] = [
  { path: '/log/checkpoint', text: MACHINES.checkpoint, opens: true },
  { path: '/log/tile/L/N', text: MACHINES.tiles },
  { path: '/log/tile/entries/N', text: MACHINES.entries },
  { path: '/log/vkey', text: MACHINES.vkey, opens: true },
  { path: '/log/policy', text: MACHINES.policy, opens: true },
  { path: '/api/log/entries/ID', text: MACHINES.receipt },
  { path: '/api/log/consistency?from=A&to=B', text: MACHINES.consistency },
];

/** What copies and watches a log at an address. */
const COMMANDS: readonly { command: (log: string) => string; text: Text }[] = [
  { command: (log) => `npx madang log mirror ${log} FOLDER`, text: MACHINES.mirror },
  { command: (log) => `npx madang log monitor ${log}`, text: MACHINES.monitor },
];

/** The log's addresses for programs, and the commands that copy and watch it. */
export function Machines({ site, locale }: { site: Pick<Site, 'origin'>; locale: Locale }) {
  const base = site.origin();
  return (
    <>
      <Paragraph>{MACHINES.help[locale]}</Paragraph>
      <SummaryList
        locale={locale}
        rows={[
          ...ADDRESSES.map(({ path, text, opens }) => {
            const address = <Breakable text={base + path} />;
            return { key: text[locale], value: opens ? <Link href={path}>{address}</Link> : address };
          }),
          ...COMMANDS.map(({ command, text }) => ({
            key: text[locale],
            value: <Breakable text={command(`${base}/log`)} />,
          })),
        ]}
      />
    </>
  );
}
