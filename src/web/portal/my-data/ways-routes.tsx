import type { ComponentChildren } from 'preact';
import { type Static, Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { answersAbout, bundledStatements, type Path } from '../../../exchange/index.ts';
import { AppError, type Locale, page, type Route, route } from '../../../kernel/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { heldOf } from './choices.tsx';
import { ChoosePage, PreviewPage, pathsOfBundle, type Way } from './ways.tsx';
import { dataFor, Of } from './whose.ts';

/** Boxes of one name: none, one, or several. */
const Ticked = Type.Optional(
  Type.Union([Type.String({ maxLength: 130 }), Type.Array(Type.String({ maxLength: 130 }), { maxItems: 1_000 })]),
);

/** What the forms of the ways send: fields and answers that are ticked, or a bundle. */
export const Choice = Type.Object({
  ...Of,
  field: Ticked,
  statement: Ticked,
  bundle: Type.Optional(Type.String({ maxLength: 60 })),
});

type ResidentCall = PageCall & { caller: { person: string } };

/** What a form chose: the fields and answers, and the bundle that they come from. */
export function chosenIn({ gov }: Site, { field, statement, bundle: id }: Static<typeof Choice>) {
  const bundle = id === undefined ? undefined : gov.pack.bundles.get(id);
  if (id !== undefined && !bundle) throw new AppError('not-found', 'There is no such bundle.');
  const paths: Path[] = bundle ? pathsOfBundle(bundle) : [field ?? []].flat();
  const ticked = new Set([statement ?? []].flat());
  const statements = bundledStatements(gov).filter(({ name }) =>
    bundle ? name.startsWith(`${bundle.id}.`) : ticked.has(name),
  );
  return { paths, statements, bundle };
}

/** The first page of a way. */
export function chooseRoute(site: Site, way: Way): Route {
  return route({
    method: 'GET',
    path: way.path,
    audience: 'resident',
    summary: `Where a person chooses what to take along: ${way.title.en}`,
    query: Type.Object(Of),
    handle: (call) => showChoice(site, call, way, { of: call.query.of }),
  });
}

/** Shows the first page of a way, also where nothing was chosen. */
export async function showChoice(
  site: Site,
  call: ResidentCall,
  way: Way,
  { of, failed = false, children }: { of: string | undefined; failed?: boolean; children?: ComponentChildren },
): Promise<Response> {
  const { gov } = site;
  const [context, { held, ward }] = await Promise.all([
    pageContext(site, { ...call, here: way.path }),
    dataFor(gov, call.caller.person, of),
  ]);
  const answers = answersAbout(gov, held, bundledStatements(gov));
  const shown = { gov, context, way, held, ward, answers, failed, children };
  return page(renderPage(<ChoosePage {...shown} />), failed ? 422 : 200);
}

/** The second page of a way. @param act what is done with what is chosen: the buttons of its form. */
export function previewRoute(
  site: Site,
  way: Way,
  act: (locale: Locale, person: string) => ComponentChildren | Promise<ComponentChildren>,
): Route {
  const { gov } = site;
  return route({
    method: 'POST',
    path: `${way.path}/preview`,
    audience: 'resident',
    summary: `Shows the values of what was chosen: ${way.title.en}`,
    body: Choice,
    async handle(call) {
      const { of } = call.body;
      const { held, ward } = await dataFor(gov, call.caller.person, of);
      const { paths: wished, statements, bundle } = chosenIn(site, call.body);
      const answers = answersAbout(gov, held, statements);
      const paths = heldOf(held, wished);
      if (paths.length + answers.length === 0) return showChoice(site, call, way, { of, failed: true });
      const missing = wished.filter((path) => !paths.includes(path));
      const context = await pageContext(site, { ...call, here: way.path });
      const buttons = await act(context.locale, call.caller.person);
      const shown = { gov, context, way, held, ward, paths, answers, missing, title: bundle?.title };
      return page(renderPage(<PreviewPage {...shown}>{buttons}</PreviewPage>));
    },
  });
}
