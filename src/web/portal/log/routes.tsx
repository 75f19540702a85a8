import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, type Route, redirect, route, say } from '../../../kernel/index.ts';
import { decodeLeaf, publishedCheckpoints, type Receipt, receiptAt } from '../../../log/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { receiptFile } from '../receipt-file.ts';
import { CheckpointHistory, HISTORY } from './checkpoints.tsx';
import { linePage } from './line.tsx';
import { LINE } from './line-words.ts';
import { logPage } from './page.tsx';
import { findIn } from './search.tsx';
import { logViewer } from './view.ts';

/** A place in a log, or its size. */
const Whole = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Place = Type.Object({ index: Whole });

/** Longest search, in characters: the address of a proof is shorter. */
const LONGEST_QUERY = 300;

/** The public log for people. */
export function logRoutes(site: Site): Route[] {
  const { gov, log } = site;
  const view = logViewer(site);

  async function receiptOfLine(index: number): Promise<Receipt> {
    const found = await receiptAt(gov.db, log, index);
    if (!found) throw new AppError('not-found', LINE.none);
    return found;
  }

  return [
    route({
      method: 'GET',
      path: '/log',
      audience: 'public',
      summary: 'What the public log is, its state, what it took in last, and a search in it',
      query: Type.Object({ q: Type.Optional(Type.String({ maxLength: LONGEST_QUERY })) }),
      async handle(call) {
        const query = call.query.q?.trim();
        const [context, seen] = await Promise.all([pageContext(site, call), view()]);
        if (query === undefined) return page(logPage({ site, context, view: seen }));
        const found = await findIn(site, query, seen.checkpoint?.size ?? 0);
        if ('href' in found) return redirect(found.href);
        const error = say(found.error, context.locale, found.values(context.locale));
        return page(logPage({ site, context, view: seen, search: { query, error } }), 404);
      },
    }),
    route({
      method: 'GET',
      path: '/log/checkpoints',
      audience: 'public',
      summary: 'The signed states of the log, the newest first',
      query: Type.Object({ before: Type.Optional(Whole) }),
      async handle(call) {
        const { before } = call.query;
        const [context, checkpoints] = await Promise.all([
          pageContext(site, call),
          publishedCheckpoints(gov.db, log.origin, { limit: HISTORY + 1, ...(before !== undefined && { before }) }),
        ]);
        const history = { site, context, checkpoints, isNewest: before === undefined };
        return page(renderPage(<CheckpointHistory {...history} />));
      },
    }),
    route({
      method: 'GET',
      path: '/log/entries/:index',
      audience: 'public',
      summary: 'One line of the log, by its place from 0',
      params: Place,
      async handle(call) {
        const { index } = call.params;
        const [context, { leaf, size }] = await Promise.all([pageContext(site, call), receiptOfLine(index)]);
        return page(linePage({ gov, context, leaf: decodeLeaf(Buffer.from(leaf, 'base64')), index, size }));
      },
    }),
    route({
      method: 'GET',
      path: '/log/entries/:index/file',
      audience: 'public',
      summary: 'The proof of one line of the log as a file',
      params: Place,
      async handle({ params: { index } }) {
        return receiptFile(`line-${index}`, await receiptOfLine(index));
      },
    }),
  ];
}
