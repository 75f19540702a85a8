import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { page, type Route, redirect, route, type Text } from '../../../kernel/index.ts';
import {
  asOffice,
  decideSuspicion,
  type FreezeKind,
  openSuspicion,
  proposeFreeze,
  suspicionsOf,
} from '../../../programmes/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { reasonProblem, Words } from './acts.ts';
import { detailOf, mendable, type OfficerCall, officerOf, ProgrammeParams } from './call.ts';
import { CasePage, type CaseTried } from './case.tsx';
import { FraudPage } from './fraud.tsx';
import { FRAUD, SUSPICION_STATES } from './fraud-words.ts';

const CaseParams = Type.Object({ ...ProgrammeParams.properties, id: Type.String({ format: 'uuid' }) });
const StateQuery = Type.Object({
  state: Type.Optional(Type.Union(SUSPICION_STATES.map((state) => Type.Literal(state)))),
});
const DoneQuery = Type.Object({
  done: Type.Optional(Type.Union([Type.Literal('cleared'), Type.Literal('watched'), Type.Literal('proposed')])),
});
const SUBJECT = /^(wallet|shop):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

type Shown = Partial<Pick<Parameters<typeof CasePage>[0], 'tried' | 'refused' | 'done'>>;

/** The cases of suspected misuse: the queue, one of them, and what is decided about it. */
export function fraudRoutes(site: Site): Route[] {
  const { gov } = site;

  async function show(call: OfficerCall, at: { programme: string; id: string }, shown: Shown, status = 200) {
    const officer = officerOf(call);
    const opened = await openSuspicion(gov, officer, at.programme, at.id);
    const here = `/office/programmes/${at.programme}/fraud/${at.id}`;
    const context = await pageContext(site, { ...call, here });
    return page(renderPage(<CasePage {...{ gov, context, officer, opened }} {...shown} />), status);
  }

  /** Does something about a case; what goes wrong comes back with what was typed. */
  async function attempt(
    call: OfficerCall & { params: { programme: string; id: string } },
    tried: Omit<CaseTried, 'problems'> & { problems: Readonly<Record<string, Text | undefined>> },
    work: () => Promise<unknown>,
    done: NonNullable<Shown['done']>,
  ): Promise<Response> {
    const { params } = call;
    const found = Object.entries(tried.problems).filter((entry): entry is [string, Text] => entry[1] !== undefined);
    const again = { ...tried, problems: Object.fromEntries(found) };
    if (found.length > 0) return show(call, params, { tried: again }, 422);
    try {
      await work();
    } catch (error) {
      const refusal = mendable(error);
      return show(call, params, { tried: again, refused: detailOf(refusal) }, refusal.status);
    }
    return redirect(`/office/programmes/${params.programme}/fraud/${params.id}?done=${done}`);
  }

  return [
    route({
      method: 'GET',
      path: '/office/programmes/:programme/fraud',
      audience: 'officer',
      summary: 'What looks like misuse of a programme, the worst first, without names',
      params: ProgrammeParams,
      query: StateQuery,
      async handle(call) {
        const officer = officerOf(call);
        const programme = asOffice(gov, officer, call.params.programme);
        const { state = 'open' } = call.query;
        const [context, suspicions] = await Promise.all([
          pageContext(site, call),
          suspicionsOf(gov.db, gov, officer, programme.id, state),
        ]);
        return page(renderPage(<FraudPage {...{ gov, context, programme, state, suspicions }} />));
      },
    }),
    route({
      method: 'GET',
      path: '/office/programmes/:programme/fraud/:id',
      audience: 'officer',
      summary: 'Opens a case of suspected misuse; its people see that it was opened',
      params: CaseParams,
      query: DoneQuery,
      handle: (call) => show(call, call.params, call.query),
    }),
    route({
      method: 'POST',
      path: '/office/programmes/:programme/fraud/:id/decide',
      audience: 'officer',
      summary: 'Says that nothing is wrong with a case, or that it is to be watched',
      params: CaseParams,
      body: Type.Object({
        decision: Type.Optional(Type.Union([Type.Literal('cleared'), Type.Literal('watched')])),
        reason: Words,
      }),
      async handle(call) {
        const { params, body } = call;
        const { decision, reason = '' } = body;
        const problems = {
          decision: decision ? undefined : FRAUD.chooseDecision,
          reason: reasonProblem(reason),
        };
        return attempt(
          call,
          { form: 'decide', typed: body, problems },
          () => decideSuspicion(gov, officerOf(call), params.programme, params.id, { state: decision!, reason }),
          decision ?? 'watched',
        );
      },
    }),
    route({
      method: 'POST',
      path: '/office/programmes/:programme/fraud/:id/freeze',
      audience: 'officer',
      summary: 'Proposes to freeze a wallet or a shop of a case; another officer has to confirm',
      params: CaseParams,
      body: Type.Object({ subject: Type.Optional(Type.String({ maxLength: 60 })), reason: Words }),
      async handle(call) {
        const { params, body } = call;
        const { subject = '', reason = '' } = body;
        const officer = officerOf(call);
        const { suspicion } = await openSuspicion(gov, officer, params.programme, params.id);
        const [, kind, id] = SUBJECT.exec(subject) ?? [];
        const isOfCase = id && (kind === 'shop' ? suspicion.shops : suspicion.wallets).includes(id);
        const problems = { subject: isOfCase ? undefined : FRAUD.chooseWhat, reason: reasonProblem(reason) };
        const proposal = {
          programme: params.programme,
          kind: kind as FreezeKind,
          subject: id!,
          reason,
          suspicion: suspicion.id,
        };
        return attempt(
          call,
          { form: 'freeze', typed: body, problems },
          () => proposeFreeze(gov, officer, proposal),
          'proposed',
        );
      },
    }),
  ];
}
