import { csvText } from '../../../kernel/index.ts';

/** A CSV file to be saved under a name. */
export function csvFile(rows: readonly (readonly string[])[], name: string): Response {
  return new Response(csvText(rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}
