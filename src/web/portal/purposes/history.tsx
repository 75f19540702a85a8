import { DateText, Link, List, Paragraph, SummaryList, Table } from '../../../design/index.ts';
import type { OverAsking, Publication } from '../../../exchange/index.ts';
import { dayOf, formatDay, type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { Breakable } from '../breakable.tsx';
import { PURPOSES, TEMPLATE_MEMBERS } from './words.ts';

type Shown = { gov: Government; locale: Locale };

/** Every version that was published, each with its proof in the public log. */
export function Versions({ gov, locale, id, versions }: Shown & { id: string; versions: readonly Publication[] }) {
  const zone = gov.pack.timeZone;
  return (
    <Table
      id="versions-table"
      caption={PURPOSES.versions[locale]}
      captionHidden
      narrow="cards"
      columns={[PURPOSES.published, PURPOSES.version, PURPOSES.proofLink].map((text) => ({ header: text[locale] }))}
      rows={versions.map((version) => [
        <DateText locale={locale} iso={version.publishedAt.toISOString()} zone={zone} />,
        version.id === id ? (
          <Breakable text={version.id} />
        ) : (
          <Link href={`/purposes/${version.id}`}>
            <Breakable text={version.id} />
          </Link>
        ),
        <Link
          href={`/receipts/${version.entry}`}
          hidden={say(PURPOSES.proofOf, locale, { day: formatDay(dayOf(version.publishedAt, zone), locale) })}
        >
          {PURPOSES.proofLink[locale]}
        </Link>,
      ])}
    />
  );
}

/** What was asked for beyond the limit, and refused. */
export function OverAskings({ gov, locale, overAsked }: Shown & { overAsked: readonly OverAsking[] }) {
  if (overAsked.length === 0) return <Paragraph>{PURPOSES.neverOver[locale]}</Paragraph>;
  return (
    <>
      <Paragraph>{PURPOSES.overAskedLead[locale]}</Paragraph>
      <Table
        id="over-asked-table"
        caption={PURPOSES.overAsked[locale]}
        captionHidden
        narrow="cards"
        columns={[
          { header: PURPOSES.when[locale] },
          { header: PURPOSES.what[locale] },
          { header: PURPOSES.times[locale], numeric: true },
          { header: PURPOSES.proofLink[locale] },
        ]}
        rows={overAsked.map(({ at, asked, times, entry }) => [
          <DateText locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} />,
          <Names {...{ gov, locale, names: asked }} />,
          times,
          <Link href={`/receipts/${entry}`} hidden={asked.join(', ')}>
            {PURPOSES.proofLink[locale]}
          </Link>,
        ])}
      />
    </>
  );
}

/** Fields by their titles, and what is none as it was written. */
function Names({ gov, locale, names }: Shown & { names: readonly string[] }) {
  return (
    <List
      kind="plain"
      items={names.map((name) => {
        const [registry = '', field = ''] = name.split('.');
        return gov.pack.registries.get(registry)?.fields[field]?.title[locale] ?? <Breakable text={name} />;
      })}
    />
  );
}

/** What was recorded of an act on a purpose, as people read it. */
export function TemplateActContent({ gov, locale, content }: Shown & { content: Record<string, unknown> }) {
  const rows = Object.entries(TEMPLATE_MEMBERS).flatMap(([name, title]) => {
    const value = content[name];
    if (value === undefined) return [];
    const shown = Array.isArray(value) ? (
      <Names {...{ gov, locale, names: value.map(String) }} />
    ) : name === 'template' ? (
      <Link href={`/purposes/${value}`}>
        <Breakable text={String(value)} />
      </Link>
    ) : (
      <Breakable text={String(value)} />
    );
    return [{ key: title[locale], value: shown }];
  });
  return <SummaryList locale={locale} rows={rows} />;
}
