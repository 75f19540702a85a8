import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { AppError, csvRow, page, type Route, route } from '../../../kernel/index.ts';
import type { Programme } from '../../../pack/index.ts';
import { type FigureRow, figureRows, THRESHOLD } from '../../../programmes/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { FiguresPage } from './page.tsx';
import { figuresViewer } from './view.ts';

const ProgrammeId = Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }) });

/** The columns of the files, in their order. */
const COLUMNS = ['hour', 'kind', 'dimension', 'category', 'count', 'amount'] as const;

/** The public figures of programmes: a page that stays up to date, and files with every published sum. */
export function programmeFiguresRoutes(site: Site): Route[] {
  const { gov } = site;
  const view = figuresViewer(gov);

  function programmeOf(id: string): Programme {
    const programme = gov.pack.programmes.get(id);
    if (!programme) throw new AppError('not-found', 'There is no such programme.');
    return programme;
  }

  return [
    route({
      method: 'GET',
      path: '/programmes/:id/figures',
      audience: 'public',
      summary: 'How much of a programme was taken and spent, when, where and how',
      params: ProgrammeId,
      async handle(call) {
        const programme = programmeOf(call.params.id);
        const [context, seen] = await Promise.all([pageContext(site, call), view(programme)]);
        return page(renderPage(<FiguresPage gov={gov} context={context} view={seen} now={gov.clock.now()} />));
      },
    }),
    route({
      method: 'GET',
      path: '/programmes/:id/figures.csv',
      audience: 'public',
      summary: 'Every published sum of a programme as CSV (RFC 4180)',
      params: ProgrammeId,
      async handle({ params }) {
        const { id } = programmeOf(params.id);
        const rows = (await figureRows(gov.db, id)).map((row) => COLUMNS.map((column) => cellOf(row, column)));
        return file(`${id}-figures.csv`, 'text/csv; charset=utf-8', [COLUMNS, ...rows].map(csvRow).join(''));
      },
    }),
    route({
      method: 'GET',
      path: '/programmes/:id/figures.json',
      audience: 'public',
      summary: 'Every published sum of a programme as JSON',
      params: ProgrammeId,
      async handle({ params }) {
        const { id } = programmeOf(params.id);
        const figures = (await figureRows(gov.db, id)).map((row) => ({ ...row, category: categoryOf(row) }));
        const { currency, timeZone } = gov.pack;
        const about = { programme: id, currency: currency.code, decimals: currency.decimals, timeZone };
        const body = JSON.stringify({
          ...about,
          fewestPeople: THRESHOLD.people,
          fewestShops: THRESHOLD.shops,
          figures,
        });
        return file(`${id}-figures.json`, 'application/json', body);
      },
    }),
  ];
}

/** The rest and the total have names in files, where an empty word says nothing. */
const categoryOf = ({ dimension, category }: FigureRow): string => category || (dimension === 'total' ? 'all' : 'rest');

function cellOf(row: FigureRow, column: (typeof COLUMNS)[number]): string {
  if (column === 'hour') return row.hour.toISOString();
  return column === 'category' ? categoryOf(row) : String(row[column]);
}

function file(name: string, type: string, body: string): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}
