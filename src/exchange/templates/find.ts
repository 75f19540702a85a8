import { relyingParty } from '../../credentials/index.ts';
import { AppError, all, type Db, first, sql } from '../../kernel/index.ts';
import { canonicalJson } from '../../log/index.ts';
import { type Government, type Pack, readDataUse } from '../../pack/index.ts';
import { hasData, ruleOf, type Template, type TemplateDocument, templateFrom, templateOf } from './model.ts';
import { publish } from './publish.ts';
import { breakagesOf } from './standards.ts';

/**
 * What a relying party asks for now for one purpose; it is published if nobody has before.
 * @throws AppError `not-found`, `gone`.
 */
export async function currentTemplate(
  db: Db,
  gov: Government,
  { party, use }: { party: string; use: string },
): Promise<Template> {
  const known = await relyingParty(db, gov, party);
  const found = known?.uses.get(use);
  if (!known || !hasData(found)) throw new AppError('not-found', 'Nobody is registered to ask for this purpose.');
  if (known.withdrawnAt) throw GONE;
  const template = templateOf(gov.pack, known, found);
  await publish(db, gov, template);
  return template;
}

const GONE = new AppError('gone', {
  'zh-Hant': '這項利用目的已經停用，不能再依它請求資料。',
  ko: '더 이상 쓰지 않는 이용 목적이에요. 이 목적으로는 정보를 요청할 수 없어요.',
  en: 'This purpose is not in use any more. Nothing can be asked for by it.',
});

/**
 * A template that was published at any time.
 * @throws AppError `not-found`; `gone` where it speaks of what registers hold no more.
 */
export async function templateById(db: Db, gov: Government, id: string): Promise<Template> {
  const own = read.get(gov.pack) ?? new Map<string, Template>();
  read.set(gov.pack, own);
  const known = own.get(id);
  if (known) return known;
  const row = await first(
    db,
    sql<{ document: string }>`select document from exchange.template where party = ${partyIn(id)} and id = ${id}`,
  );
  if (!row) return publishedNow(db, gov, id);
  const document = JSON.parse(row.document) as TemplateDocument;
  const { party, law, refusing, data } = document;
  const compiled = readDataUse(gov.pack, { agency: party.agency, law: [...law], refusing, data });
  // What rules share may mean something else by now, and so may what fills a standard.
  const meant = document.statements.every(({ id: statement, rule }) => {
    const own = compiled?.statements.get(statement);
    return own && canonicalJson(ruleOf(own.condition)) === canonicalJson(rule);
  });
  if (!compiled || !meant || breakagesOf(gov.pack, document).length > 0) throw GONE;
  const template = templateFrom(document, compiled);
  own.set(id, template);
  return template;
}

/** They never change and are few; another pack may read them otherwise. */
const read = new WeakMap<Pack, Map<string, Template>>();

const partyIn = (id: string): string => id.slice(0, id.indexOf('.'));

/** One that a relying party has asked by since a moment, and the job has not come round to. */
async function publishedNow(db: Db, gov: Government, id: string): Promise<Template> {
  const [party = '', use = ''] = id.split('.');
  const known = await relyingParty(db, gov, party);
  const found = known?.uses.get(use);
  const template = known && !known.withdrawnAt && hasData(found) ? templateOf(gov.pack, known, found) : undefined;
  if (template?.id !== id) throw new AppError('not-found', 'No purpose of this id was ever published.');
  await publish(db, gov, template);
  return template;
}

/** Whether a template is what its relying party asks for now: only then anything new may begin by it. */
export async function isCurrent(db: Db, gov: Pick<Government, 'pack'>, template: Template): Promise<boolean> {
  const party = await relyingParty(db, gov, template.party.id);
  const use = party?.uses.get(template.use);
  return (
    party !== undefined && !party.withdrawnAt && hasData(use) && templateOf(gov.pack, party, use).hash === template.hash
  );
}

/** When a version was published, with its entry in the public log. */
export interface Publication {
  id: string;
  publishedAt: Date;
  entry: string;
}

/** Every version of a purpose that was ever published, the newest first. */
export const versionsOf = (db: Db, { party, use }: Pick<Template, 'party' | 'use'>): Promise<Publication[]> =>
  all(
    db,
    sql<Publication>`select id, published_at as "publishedAt", entry from exchange.template
      where party = ${party.id} and use = ${use} order by published_at desc, id`,
  );

/** What was recorded of an act on purposes, and what opens its leaf in the log: public, as it names nobody. */
export interface OpenedTemplateAct {
  content: Record<string, unknown>;
  salt: string;
}

/** Opens an entry of the public log that published a purpose, or says that more was asked for. @param kind of its leaf. */
export async function openTemplateAct(db: Db, kind: string, entry: string): Promise<OpenedTemplateAct | undefined> {
  if (kind === 'template.published') {
    return first(
      db,
      sql<OpenedTemplateAct>`select jsonb_build_object('template', id, 'party', party, 'use', use, 'hash', hash) as content,
        salt from exchange.template where entry = ${entry}`,
    );
  }
  if (kind !== 'exchange.over-asked') return undefined;
  return first(
    db,
    sql<OpenedTemplateAct>`select jsonb_build_object('party', party, 'template', template, 'asked', asked) as content, salt
      from exchange.over_asking where entry = ${entry}`,
  );
}
