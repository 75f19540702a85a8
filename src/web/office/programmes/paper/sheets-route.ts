import { type Route, route } from '../../../../kernel/index.ts';
import { openSheets } from '../../../../programmes/index.ts';
import { sheetsFile } from '../../../paper/sheet-file.ts';
import type { Site } from '../../../site.ts';
import { fields, numberIn, OfRun, paperView } from './call.ts';
import { PARTS } from './frame.tsx';
import { MOST_SHEETS } from './runs.tsx';

/** Sheets of a print run as PDF. It is asked for by a form, since it is an act: whoever has the file can print notes. */
export function sheetsRoute(site: Site): Route {
  const { gov } = site;
  return route({
    method: 'POST',
    path: '/office/programmes/:programme/paper/runs/:run/sheets',
    audience: 'officer',
    summary: 'Sheets of notes to print, with their codes',
    params: OfRun,
    body: fields('first', 'last'),
    async handle(call) {
      const { programme, officer } = await paperView(site, call, PARTS.runs);
      const first = numberIn(call.body.first);
      const last = Math.min(numberIn(call.body.last), first + MOST_SHEETS - 1);
      const run = await openSheets(gov, { programme, run: call.params.run, officer, first, last });
      return sheetsFile(site, programme, run, { first, last });
    },
  });
}
