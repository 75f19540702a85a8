import {
  Heading,
  InsetText,
  Layout,
  Link,
  List,
  type PageContext,
  Paragraph,
  Section,
  SummaryList,
  type SummaryRow,
  Table,
  Tag,
} from '../../../design/index.ts';
import { versionsOfStandard } from '../../../exchange/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import {
  type Pack,
  placesOf,
  type Standard,
  type StandardField,
  type WrittenForm,
  writtenForm,
} from '../../../pack/index.ts';
import { LawOf } from '../../findings.tsx';
import { Breakable } from '../breakable.tsx';
import { industryName, STANDARDS, standardHref, typeName } from './words.ts';

type Words = Pick<Pack, 'standards' | 'registries' | 'agencies'>;

interface StandardProps {
  context: PageContext;
  pack: Words;
  standard: Standard;
}

/** One version of a standard: its fields, where they come from, and how the version before is made out of it. */
export function StandardPage({ context, pack, standard }: StandardProps) {
  const { locale } = context;
  const versions = versionsOfStandard(pack, standard.name);
  const [newest] = versions;
  return (
    <Layout
      context={context}
      title={standard.title[locale]}
      back={{ href: '/standards', text: STANDARDS.title[locale] }}
      wide
    >
      <Heading caption={industryName(standard.industry)[locale]}>{standard.title[locale]}</Heading>
      {newest !== standard && (
        <InsetText>
          <Tag>{STANDARDS.older[locale]}</Tag> {STANDARDS.olderHelp[locale]}{' '}
          <Link href={standardHref(newest!)}>{STANDARDS.seeNewest[locale]}</Link>
        </InsetText>
      )}
      <Paragraph>{standard.summary[locale]}</Paragraph>
      <SummaryList locale={locale} rows={rowsOf(standard, versions, locale)} />
      <Section id="fields" title={STANDARDS.fields[locale]}>
        <Fields {...{ pack, standard, locale }} />
      </Section>
      {standard.mapping && <Mapping {...{ pack, standard, mapping: standard.mapping, locale }} />}
      <Paragraph size="s">
        <Link href={`/api/standards/${standard.id}`}>{STANDARDS.json[locale]}</Link>
      </Paragraph>
    </Layout>
  );
}

function rowsOf({ id, law, source, hash }: Standard, versions: readonly Standard[], locale: Locale): SummaryRow[] {
  const linked = versions.map((one) => {
    const text = say(STANDARDS.version, locale, { version: one.version });
    return one.id === id ? `${text} – ${id}` : <Link href={standardHref(one)}>{text}</Link>;
  });
  const followed =
    source && (source.checked === false ? say(STANDARDS.notCompared, locale, { title: source.title }) : source.title);
  return [
    { key: STANDARDS.versions[locale], value: <List kind="plain" items={linked} /> },
    ...(law.length > 0
      ? [
          {
            key: STANDARDS.source[locale],
            value: <List kind="plain" items={law.map((one) => <LawOf locale={locale} law={one} />)} />,
          },
        ]
      : []),
    ...(source
      ? [{ key: STANDARDS.follows[locale], value: source.url ? <Link href={source.url}>{followed}</Link> : followed }]
      : []),
    { key: STANDARDS.hash[locale], value: <Breakable text={hash} /> },
  ];
}

function Fields({ pack, standard, locale }: { pack: Words; standard: Standard; locale: Locale }) {
  return (
    <Table
      id="fields-table"
      caption={STANDARDS.fields[locale]}
      captionHidden
      rowHeaders
      narrow="cards"
      columns={(['name', 'what', 'type', 'there', 'from'] as const).map((key) => ({ header: STANDARDS[key][locale] }))}
      rows={Array.from(standard.fields, ([name, { title, type, unit, options, optional, form }]) => [
        <code>{name}</code>,
        title[locale],
        <div>
          {unit === undefined
            ? typeName(type)[locale]
            : say(STANDARDS.inUnit, locale, { type: typeName(type)[locale], unit })}
          {options && (
            <List
              kind="plain"
              items={Object.entries(options).map(([value, text]) => (
                <>
                  <code>{value}</code> – {text[locale]}
                </>
              ))}
            />
          )}
        </div>,
        STANDARDS[optional ? 'ifAny' : 'always'][locale],
        <Places {...{ pack, form, locale }} />,
      ])}
    />
  );
}

/** The fields of registers that a field is made out of: mostly one. */
function Places({ pack, form, locale }: { pack: Words; form: StandardField['form']; locale: Locale }) {
  const places = placesOf(form).map(({ registry: id, field }) => {
    const registry = pack.registries.get(id)!;
    return say(STANDARDS.place, locale, {
      register: registry.title[locale],
      field: registry.fields[field]!.title[locale],
      keeper: pack.agencies.get(registry.agency)!.title[locale],
    });
  });
  return places.length > 1 ? <List kind="plain" items={places} /> : <span>{places[0]}</span>;
}

type MappingProps = { pack: Words; standard: Standard; mapping: NonNullable<Standard['mapping']>; locale: Locale };

function Mapping({ pack, standard, mapping, locale }: MappingProps) {
  const before = pack.standards.get(mapping.to)!;
  const title = say(STANDARDS.mapping, locale, { version: before.version });
  return (
    <Section id="mapping" title={title}>
      <Table
        id="mapping-table"
        caption={title}
        captionHidden
        rowHeaders
        narrow="cards"
        columns={[before, standard].map(({ version }) => ({ header: say(STANDARDS.inVersion, locale, { version }) }))}
        rows={Array.from(mapping.forms, ([name, form]) => [
          <code>{name}</code>,
          <Made form={writtenForm(form, (own) => own)} locale={locale} />,
        ])}
      />
      <Paragraph>{STANDARDS[mapping.back ? 'reversible' : 'lossy'][locale]}</Paragraph>
    </Section>
  );
}

/** How a value is made, in names and signs that need no words. */
function Made({ form, locale }: { form: WrittenForm; locale: Locale }) {
  if (typeof form === 'string') return <code>{form}</code>;
  if ('dropped' in form) return <>{STANDARDS.dropped[locale]}</>;
  if ('join' in form) return <code>{form.join.map(String).join(` + "${form.with}" + `)}</code>;
  if ('times' in form) return <code>{say(STANDARDS.times, locale, { of: String(form.from), times: form.times })}</code>;
  return (
    <div>
      <code>{String(form.from)}</code>
      <List
        kind="plain"
        items={Object.entries(form.values).map(([from, to]) => (
          <code>{say(STANDARDS.becomes, locale, { from, to })}</code>
        ))}
      />
    </div>
  );
}
