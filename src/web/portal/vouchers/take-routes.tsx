import { renderPage } from '../../../design/index.ts';
import { page, type Route, redirect, route } from '../../../kernel/index.ts';
import type { Programme } from '../../../pack/index.ts';
import { placesWithStock, take } from '../../../programmes/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { newKey, problemOf, requestOf, TakeBody, type TakeForm, type TakeProblem } from '../../taking/form.ts';
import { TAKING } from '../../taking/words.ts';
import { OfProgramme, programmeIn, type ResidentCall, type ShowProgramme } from './params.ts';
import { TakePage } from './take.tsx';
import { leftToTake, ownProgramme } from './view.ts';

/** One page to take it. What is wrong with the form comes back with what was typed. */
export function takeRoutes(site: Site, showProgramme: ShowProgramme): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/vouchers/:programme/take',
      audience: 'resident',
      summary: 'How much, how, and what it costs',
      params: OfProgramme,
      async handle(call) {
        const programme = programmeIn(gov, call.params);
        const own = await ownProgramme(gov, call.caller.person, programme);
        // Nothing to take: the programme's own page says why.
        if (leftToTake(own) === 0) return showProgramme(site, call, programme);
        return showForm(site, call, programme, { key: newKey() });
      },
    }),
    route({
      method: 'POST',
      path: '/vouchers/:programme/take',
      audience: 'resident',
      summary: 'Takes it',
      params: OfProgramme,
      body: TakeBody,
      async handle(call) {
        const programme = programmeIn(gov, call.params);
        const { person } = call.caller;
        const request = requestOf(gov.pack.currency, programme, call.body);
        if ('problem' in request) {
          const problem = { reason: 'amount', text: TAKING.chooseAmount[call.preferences.locale] } as const;
          return showForm(site, call, programme, call.body, problem);
        }
        try {
          const taking = await take(gov, { ...request, person });
          return redirect(`/vouchers/takings/${taking.id}`);
        } catch (error) {
          const problem = problemOf(error, call.preferences.locale);
          return showForm(site, { ...call, here: `/vouchers/${programme.id}/take` }, programme, call.body, problem);
        }
      },
    }),
  ];
}

async function showForm(
  site: Site,
  call: ResidentCall,
  programme: Programme,
  form: TakeForm,
  problem?: TakeProblem,
): Promise<Response> {
  const { gov } = site;
  const own = await ownProgramme(gov, call.caller.person, programme);
  const hasPaper = programme.channels.some(({ kind }) => kind === 'paper');
  const places = hasPaper ? await placesWithStock(gov.db, gov, programme.id) : [];
  const context = await pageContext(site, call);
  const shown = { gov, context, own, places, form, problem };
  return page(renderPage(<TakePage {...shown} />), problem ? 422 : 200);
}
