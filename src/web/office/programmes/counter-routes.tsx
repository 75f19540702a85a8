import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, provedLately, type Route, route } from '../../../kernel/index.ts';
import {
  type AtCounter,
  lookUpAtCounter,
  ordersOf,
  payAnewAtCounter,
  placesWithStock,
  programmesAtCounter,
  seenAtCounter,
  type Taking,
  takeAtCounter,
} from '../../../programmes/index.ts';
import { whatToCorrect } from '../../problem.tsx';
import { pageContext, type Site } from '../../site.ts';
import { newKey, problemOf, requestOf, TakeBody, type TakeForm, type TakeProblem } from '../../taking/form.ts';
import { seenUnpaid, UnpaidBody } from '../../taking/unpaid.tsx';
import { TAKING } from '../../taking/words.ts';
import { detailOf, type OfficerCall, officerOf, ProgrammeParams } from './call.ts';
import { CounterPage, PersonPage } from './counter.tsx';

const Uuid = Type.String({ format: 'uuid' });

/** The counter: for those who have no phone. What is read of people and done for them is in their own record of it. */
export function counterRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/office/counter',
      audience: 'officer',
      summary: 'Where an officer looks up who stands at the counter',
      handle(call) {
        programmesAtCounter(gov, officerOf(call));
        return showCounter(site, call);
      },
    }),
    route({
      method: 'POST',
      path: '/office/counter',
      audience: 'officer',
      summary: 'Looks up a person by their national number, or by the code that they show; they see that it was done',
      body: Type.Object({ number: Type.String({ maxLength: 80 }) }),
      async handle(call) {
        try {
          return showPerson(site, call, await lookUpAtCounter(gov, officerOf(call), call.body.number), {});
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
          return showCounter(site, { ...call, here: '/office/counter' }, detailOf(error)[call.preferences.locale]);
        }
      },
    }),
    route({
      method: 'POST',
      path: '/office/counter/person',
      audience: 'officer',
      summary: 'The form to take a programme for a person who was looked up',
      body: Type.Object({ person: Uuid, programme: Type.String({ maxLength: 80 }) }),
      async handle(call) {
        const { person, programme: chosen } = call.body;
        const seen = await seenAtCounter(gov, officerOf(call), person);
        return showPerson(site, { ...call, here: '/office/counter' }, seen, { chosen });
      },
    }),
    route({
      method: 'POST',
      path: '/office/counter/unpaid',
      audience: 'officer',
      provedLately: true,
      summary: 'Has paid again what a bank could not pay to the person at the counter, to another account',
      body: Type.Object({ ...UnpaidBody.properties, person: Uuid }),
      async handle(call) {
        const officer = officerOf(call);
        const { person, account: typed = '', payout: payouts } = call.body;
        const here = { ...call, here: '/office/counter' };
        try {
          await payAnewAtCounter(gov, officer, { person, payouts, bankAccount: typed });
        } catch (error) {
          const text = whatToCorrect(error)[call.preferences.locale];
          return showPerson(site, here, await seenAtCounter(gov, officer, person), { wrongAccount: { typed, text } });
        }
        return showPerson(site, here, await seenAtCounter(gov, officer, person), { paidAnew: true });
      },
    }),
    route({
      method: 'POST',
      path: '/office/counter/:programme',
      audience: 'officer',
      summary: 'Takes a programme for the person at the counter',
      params: ProgrammeParams,
      body: TakeBody,
      async handle(call) {
        const { locale } = call.preferences;
        const officer = officerOf(call);
        const form = call.body;
        const person = form.person ?? '';
        const chosen = call.params.programme;
        const programme = gov.pack.programmes.get(chosen);
        if (!programme || !/^[0-9a-f-]{36}$/.test(person))
          throw new AppError('not-found', 'There is no such programme.');
        const here = { ...call, here: '/office/counter' };
        const request = requestOf(gov.pack.currency, programme, form);
        if ('problem' in request) {
          const problem = { reason: 'amount', text: TAKING.chooseAmount[locale] } as const;
          return showPerson(site, here, await seenAtCounter(gov, officer, person), { chosen, form, problem });
        }
        try {
          const taking = await takeAtCounter(gov, officer, { ...request, person });
          return showPerson(site, here, await seenAtCounter(gov, officer, person), { taking });
        } catch (error) {
          const problem = problemOf(error, locale);
          return showPerson(site, here, await seenAtCounter(gov, officer, person), { chosen, form, problem });
        }
      },
    }),
  ];
}

const serviceOf = ({ gov }: Site, { caller, preferences: { locale } }: OfficerCall) =>
  gov.pack.agencies.get(caller.agency)?.title[locale];

async function showCounter(site: Site, call: OfficerCall, problem?: string): Promise<Response> {
  const context = await pageContext(site, call);
  const shown = { gov: site.gov, context, service: serviceOf(site, call), problem };
  return page(renderPage(<CounterPage {...shown} />), problem ? 422 : 200);
}

interface Shown {
  chosen?: string;
  form?: TakeForm;
  problem?: TakeProblem;
  taking?: Taking;
  wrongAccount?: { typed: string; text: string };
  paidAnew?: boolean;
}

async function showPerson(
  site: Site,
  call: OfficerCall,
  seen: AtCounter,
  { chosen, form = { key: newKey() }, problem, taking, ...rest }: Shown,
): Promise<Response> {
  const { gov } = site;
  const programme = chosen === undefined ? undefined : gov.pack.programmes.get(chosen);
  const hasPaper = programme?.channels.some(({ kind }) => kind === 'paper') ?? false;
  const [context, unpaid, places, orders] = await Promise.all([
    pageContext(site, call),
    seenUnpaid(gov, seen.unpaid),
    hasPaper ? placesWithStock(gov.db, gov, programme!.id) : [],
    taking ? ordersOf(gov.db, seen.person) : [],
  ]);
  const done = taking && { taking, order: orders.find((order) => order.taking === taking.id) };
  const proved = provedLately(call.caller, gov.clock.now());
  const shown = {
    gov,
    context,
    service: serviceOf(site, call),
    seen,
    chosen,
    places,
    form,
    problem,
    done,
    unpaid,
    proved,
  };
  return page(renderPage(<PersonPage {...shown} {...rest} />), problem || rest.wrongAccount ? 422 : 200);
}
