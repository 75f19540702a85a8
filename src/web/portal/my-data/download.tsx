import { Type } from 'typebox';
import { Button, ButtonGroup, Details, List } from '../../../design/index.ts';
import {
  answersAbout,
  type DataDocument,
  digestOf,
  documentCsv,
  documentOf,
  numberOfDigest,
  signData,
  signedJson,
  signedPdf,
} from '../../../exchange/index.ts';
import { type Route, route } from '../../../kernel/index.ts';
import type { Site } from '../../site.ts';
import { heldOf } from './choices.tsx';
import { DOWNLOAD } from './download-words.ts';
import { dataPdf } from './file-pdf.ts';
import type { Way } from './ways.tsx';
import { Choice, chooseRoute, chosenIn, previewRoute, showChoice } from './ways-routes.tsx';
import { dataFor } from './whose.ts';

const WAY: Way = { path: '/my-data/download', title: DOWNLOAD.title, lead: DOWNLOAD.lead };

/** The kinds of file, by what the buttons say. */
const FORMS = ['pdf', 'csv', 'json'] as const;
type Form = (typeof FORMS)[number];

/** Chosen fields as a file. What is chosen stands in forms and never in an address. */
export function downloadRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    chooseRoute(site, WAY),
    previewRoute(site, WAY, (locale) => (
      <>
        <ButtonGroup>
          {FORMS.map((form, nth) => (
            <Button key={form} variant={nth === 0 ? 'primary' : 'secondary'} name="form" value={form}>
              {DOWNLOAD[form][locale]}
            </Button>
          ))}
        </ButtonGroup>
        <Details summary={DOWNLOAD.which[locale]}>
          <List items={[DOWNLOAD.whichPdf, DOWNLOAD.whichCsv, DOWNLOAD.whichJson].map((text) => text[locale])} />
        </Details>
      </>
    )),
    route({
      method: 'POST',
      path: WAY.path,
      audience: 'resident',
      summary: 'Chosen fields of the data of the person signed in, or of whom they act for, as a file',
      body: Type.Object({
        ...Choice.properties,
        form: Type.Union(FORMS.map((form) => Type.Literal(form))),
      }),
      perMinute: 30,
      async handle(call) {
        const { person } = call.caller;
        const { of } = call.body;
        const { held, ward } = await dataFor(gov, person, of);
        const chosen = chosenIn(site, call.body);
        const paths = heldOf(held, chosen.paths);
        const answers = answersAbout(gov, held, chosen.statements);
        if (paths.length + answers.length === 0) return showChoice(site, call, WAY, { of, failed: true });
        const { locale } = call.preferences;
        // Whose data it is, is told what of it was taken along.
        const taken = ward ? (await dataFor(gov, person, of, paths)).held : held;
        const document = documentOf(gov, taken, { paths, answers, locale, site: site.origin() });
        return fileOf(site, document, call.body.form);
      },
    }),
  ];
}

const TYPES: Record<Form, string> = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};

/** A document as a file to save. */
export async function fileOf(site: Site, document: DataDocument, form: Form): Promise<Response> {
  const written = await WRITERS[form](site, document);
  return new Response(written as BodyInit, {
    headers: {
      'content-type': TYPES[form],
      'content-disposition': `attachment; filename="my-data-${document.made.slice(0, 10)}.${form}"`,
      'cache-control': 'private, no-store',
    },
  });
}

const WRITERS: Record<Form, (site: Site, document: DataDocument) => string | Promise<string | Buffer>> = {
  csv: (_, document) => documentCsv(document),
  json: ({ gov }, document) => signedJson(gov, document),
  async pdf(site, document) {
    const { gov } = site;
    const digest = digestOf(document);
    const check = `${site.origin()}/documents/check`;
    const proof = `${check}?${new URLSearchParams({ proof: await signData(gov, document, digest) })}`;
    return signedPdf(gov, document, await dataPdf(document, { gov, number: numberOfDigest(digest), proof, check }));
  },
};
