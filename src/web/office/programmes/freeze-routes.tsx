import { Type } from 'typebox';
import {
  EmptyState,
  ErrorSummary,
  Heading,
  NotificationBanner,
  OfficeLayout,
  type PageContext,
  Paragraph,
  renderPage,
} from '../../../design/index.ts';
import { page, type Route, redirect, route, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import {
  confirmFreeze,
  declineFreeze,
  endFreeze,
  type OpenedFreezes,
  openFreezes,
  type ProgrammeOfficer,
  refuseObjection,
} from '../../../programmes/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { reasonProblem, Words } from './acts.ts';
import { detailOf, mendable, type OfficerCall, officerOf, ProgrammeParams } from './call.ts';
import { type FreezeActName, FreezeList, type FreezeTried } from './freeze-list.tsx';
import { FREEZES } from './freeze-words.ts';
import { PROGRAMMES } from './words.ts';

const FreezeParams = Type.Object({ ...ProgrammeParams.properties, id: Type.String({ format: 'uuid' }) });
const ACT_NAMES: readonly FreezeActName[] = ['confirm', 'decline', 'end', 'refuse'];
const WhichQuery = Type.Object({
  over: Type.Optional(Type.Literal('yes')),
  done: Type.Optional(Type.Union(ACT_NAMES.map((act) => Type.Literal(act)))),
});

const SUMMARIES: Record<FreezeActName, string> = {
  confirm: 'Confirms a freeze that another officer has proposed',
  decline: 'Says no to a freeze that was proposed',
  end: 'Ends a freeze',
  refuse: 'Refuses an objection to a freeze',
};

const DONE: Record<FreezeActName, Text> = {
  confirm: FREEZES.doneConfirm,
  decline: FREEZES.doneDecline,
  end: FREEZES.doneEnd,
  refuse: FREEZES.doneRefuse,
};

type Act = (gov: Government, officer: ProgrammeOfficer, id: string, reason: string) => Promise<void>;
const ACTS: Record<FreezeActName, Act> = {
  confirm: confirmFreeze,
  decline: declineFreeze,
  end: endFreeze,
  refuse: refuseObjection,
};

interface Shown {
  over?: boolean;
  tried?: FreezeTried;
  refused?: Text;
  done?: FreezeActName;
}

/** The freezes of a programme, and what is done about each. */
export function freezeRoutes(site: Site): Route[] {
  const { gov } = site;

  async function show(call: OfficerCall, programme: string, { over = false, ...shown }: Shown, status = 200) {
    const officer = officerOf(call);
    const opened = await openFreezes(gov, officer, programme, { over });
    const here = `/office/programmes/${programme}/freezes${over ? '?over=yes' : ''}`;
    const context = await pageContext(site, { ...call, here });
    return page(renderPage(<FreezesPage {...{ gov, context, officer, opened, over }} {...shown} />), status);
  }

  const list = route({
    method: 'GET',
    path: '/office/programmes/:programme/freezes',
    audience: 'officer',
    summary: 'The freezes of a programme that wait or hold, or that are over',
    params: ProgrammeParams,
    query: WhichQuery,
    handle: (call) =>
      show(call, call.params.programme, {
        over: call.query.over === 'yes',
        ...(call.query.done === undefined ? {} : { done: call.query.done }),
      }),
  });

  const act = (name: FreezeActName): Route =>
    route({
      method: 'POST',
      path: `/office/programmes/:programme/freezes/:id/${name}`,
      audience: 'officer',
      // What binds somebody takes more than an office left open; what frees them does not.
      ...(name === 'confirm' && { provedLately: true }),
      summary: SUMMARIES[name],
      params: FreezeParams,
      body: Type.Object({ reason: Words }),
      async handle(call) {
        const { programme, id } = call.params;
        const { reason = '' } = call.body;
        const problem = name === 'confirm' ? undefined : reasonProblem(reason);
        if (problem) return show(call, programme, { tried: { freeze: id, act: name, reason, problem } }, 422);
        try {
          await ACTS[name](gov, officerOf(call), id, reason);
        } catch (error) {
          const refusal = mendable(error);
          return show(call, programme, { refused: detailOf(refusal) }, refusal.status);
        }
        return redirect(`/office/programmes/${programme}/freezes?done=${name}`);
      },
    });
  return [list, ...ACT_NAMES.map(act)];
}

interface FreezesPageProps extends Shown {
  gov: Government;
  context: PageContext;
  officer: ProgrammeOfficer;
  opened: OpenedFreezes;
  over: boolean;
}

function FreezesPage({ gov, context, officer, opened, over, tried, refused, done }: FreezesPageProps) {
  const { locale } = context;
  const { programme } = opened;
  const here = `/office/programmes/${programme.id}`;
  const errors = [
    ...(refused ? [{ text: refused[locale] }] : []),
    ...(tried ? [{ text: tried.problem[locale], href: `#${tried.act}-${tried.freeze}` }] : []),
  ];
  const which: [string, Text, boolean][] = [
    [`${here}/freezes`, FREEZES.current, !over],
    [`${here}/freezes?over=yes`, FREEZES.over, over],
  ];
  return (
    <OfficeLayout
      context={context}
      title={PROGRAMMES.freezes[locale]}
      service={gov.pack.agencies.get(programme.agency)?.title[locale]}
      back={{ href: here, text: programme.title[locale] }}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      {done && <NotificationBanner locale={locale} tone="success" heading={DONE[done][locale]} />}
      <Heading caption={programme.title[locale]}>{PROGRAMMES.freezes[locale]}</Heading>
      <Paragraph>{FREEZES.lead[locale]}</Paragraph>
      <nav class="md-section-nav" aria-label={FREEZES.which[locale]}>
        <ul>
          {which.map(([href, text, isCurrent]) => (
            <li key={href}>
              <a class="govuk-link" href={href} aria-current={isCurrent ? 'true' : undefined}>
                {isCurrent ? <strong>{text[locale]}</strong> : text[locale]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {opened.freezes.length === 0 ? (
        <EmptyState locale={locale} title={FREEZES.none[locale]} />
      ) : (
        <>
          <Heading level={2}>{(over ? FREEZES.over : FREEZES.current)[locale]}</Heading>
          <FreezeList {...{ gov, context, officer, ...opened }} tried={tried} />
        </>
      )}
    </OfficeLayout>
  );
}
