import {
  Details,
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
  Tag,
} from '../../../design/index.ts';
import {
  type OverAsking,
  type Publication,
  standardsOf,
  type Template,
  type TemplateStatement,
} from '../../../exchange/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { LawOf } from '../../findings.tsx';
import { OverAskings, Versions } from './history.tsx';
import { PURPOSES } from './words.ts';

export interface PurposeProps {
  gov: Government;
  context: PageContext;
  template: Template;
  /** Whether it is asked for by these words now. */
  current: boolean;
  versions: readonly Publication[];
  overAsked: readonly OverAsking[];
  /** Whether who asks has a page of its own. */
  isKnown: boolean;
}

/** One purpose: who asks for what at most, by whose word, for how long; and what was said of it before. */
export function PurposePage({ gov, context, template, current, versions, overAsked, isKnown }: PurposeProps) {
  const { locale } = context;
  const { id, purpose, party, statements } = template;
  const [newest] = versions;
  return (
    <Layout context={context} title={purpose[locale]} back={{ href: '/purposes', text: PURPOSES.title[locale] }}>
      <Heading caption={party.title[locale]}>{purpose[locale]}</Heading>
      {!current && (
        <InsetText>
          <Tag tone="danger">{PURPOSES.former[locale]}</Tag> {PURPOSES.formerHelp[locale]}{' '}
          {newest && newest.id !== id && <Link href={`/purposes/${newest.id}`}>{PURPOSES.newest[locale]}</Link>}
        </InsetText>
      )}
      <SummaryList locale={locale} rows={rowsOf(template, locale, isKnown)} />
      {statements.length > 0 && (
        <Details summary={PURPOSES.worked[locale]} id="worked-out">
          <Paragraph>{PURPOSES.workedLead[locale]}</Paragraph>
          {statements.map((statement) => (
            <WorkedOut key={statement.id} {...{ statement, locale }} />
          ))}
        </Details>
      )}
      <Section id="versions" title={PURPOSES.versions[locale]}>
        <Versions {...{ gov, locale, id, versions }} />
        <Paragraph size="s">
          <Link href={`/api/purposes/${id}/signed`} download>
            {PURPOSES.signed[locale]}
          </Link>
          {' · '}
          <Link href={`/api/purposes/${id}`}>{PURPOSES.json[locale]}</Link>
        </Paragraph>
      </Section>
      <Section id="over-asked" title={PURPOSES.overAsked[locale]}>
        <OverAskings {...{ gov, locale, overAsked }} />
      </Section>
    </Layout>
  );
}

function rowsOf(template: Template, locale: Locale, isKnown: boolean) {
  const { party, law, refusing, fields, statements, data } = template;
  const standards = standardsOf(template);
  const { basis, often, kept, proof, sealed } = data;
  const list = (items: readonly string[]) => <List kind="plain" items={items} />;
  const named = (optional: boolean) =>
    fields
      .filter((field) => field.optional === optional)
      .map(({ title, keeper }) => say(PURPOSES.field, locale, { field: title[locale], keeper: keeper[locale] }));
  const rows: (SummaryRow | false)[] = [
    {
      key: PURPOSES.who[locale],
      value: isKnown ? <Link href={`/relying-parties/${party.id}`}>{party.title[locale]}</Link> : party.title[locale],
    },
    { key: PURPOSES.basis[locale], value: PURPOSES[basis][locale] },
    named(false).length > 0 && { key: PURPOSES.required[locale], value: list(named(false)) },
    named(true).length > 0 && { key: PURPOSES.optional[locale], value: list(named(true)) },
    standards.length > 0 && {
      key: PURPOSES.form[locale],
      value: (
        <List
          kind="plain"
          items={standards.map(({ id, title }) => (
            <>
              <Link href={`/standards/${id}`}>{title[locale]}</Link> {id}
            </>
          ))}
        />
      ),
    },
    statements.length > 0 && {
      key: PURPOSES.statements[locale],
      value: list(
        statements.map(({ title, optional }) =>
          optional ? say(PURPOSES.mayRefuse, locale, { item: title[locale] }) : title[locale],
        ),
      ),
    },
    basis === 'consent' && {
      key: PURPOSES.often[locale],
      value: often === 'once' ? PURPOSES.once[locale] : say(PURPOSES[often.each], locale, { months: often.months }),
    },
    { key: PURPOSES.kept[locale], value: say(PURPOSES.keptDays, locale, { days: kept.days }) },
    proof && { key: PURPOSES.proof[locale], value: PURPOSES.proofNeeded[locale] },
    sealed !== undefined && {
      key: PURPOSES.sealed[locale],
      value: (
        <>
          {say(PURPOSES.sealedDays, locale, { days: sealed.days })} <LawOf locale={locale} law={sealed.law} />
        </>
      ),
    },
    law.length > 0 && {
      key: PURPOSES.law[locale],
      value: <List kind="plain" items={law.map((one) => <LawOf locale={locale} law={one} />)} />,
    },
    refusing !== undefined && { key: PURPOSES.refusing[locale], value: refusing[locale] },
  ];
  return rows.filter((row) => row !== false);
}

/** What a statement means: its rule in the language of rules, and what the names in it stand for. */
function WorkedOut({ statement: { title, reads, rule }, locale }: { statement: TemplateStatement; locale: Locale }) {
  const titleOf = (path: string) => reads.find((place) => place.path === path)?.title[locale] ?? path;
  const names = [
    ...Object.entries(rule.facts).map(([name, path]) => ({ name, text: titleOf(path) })),
    ...Object.entries(rule.derived).map(([name, text]) => ({ name, text })),
  ];
  return (
    <SummaryList
      locale={locale}
      rows={[
        { key: PURPOSES.answered[locale], value: title[locale] },
        {
          key: PURPOSES.reads[locale],
          value: (
            <List
              kind="plain"
              items={reads.map(({ register, title: field, keeper }) =>
                say(PURPOSES.read, locale, {
                  register: register[locale],
                  field: field[locale],
                  keeper: keeper[locale],
                }),
              )}
            />
          ),
        },
        { key: PURPOSES.rule[locale], value: <code>{rule.if}</code> },
        {
          key: PURPOSES.where[locale],
          value: (
            <List
              kind="plain"
              items={names.map(({ name, text }) => (
                <>
                  <code>{name}</code> = {text}
                </>
              ))}
            />
          ),
        },
      ]}
    />
  );
}
