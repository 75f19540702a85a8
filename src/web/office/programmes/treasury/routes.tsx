import { Type } from 'typebox';
import { renderPage } from '../../../../design/index.ts';
import {
  AppError,
  isDay,
  page,
  type Route,
  randomSecret,
  redirect,
  route,
  type Text,
} from '../../../../kernel/index.ts';
import {
  batchesOfFile,
  findPayouts,
  type PayoutState,
  payoutFileById,
  payoutFiles,
  payoutFileText,
  payoutsOfFile,
  statesOfFile,
} from '../../../../ledger/index.ts';
import {
  answerPayouts,
  asTreasury,
  filePayouts,
  MOST_PAYMENTS,
  nextBankDay,
  noSuchFile,
  payoutActs,
  sendPayouts,
  settledDays,
  settlementsOn,
  waitingForBank,
} from '../../../../programmes/index.ts';
import { pageContext, type Site } from '../../../site.ts';
import { PAYOUT_STATES } from '../../../statements/payout-words.ts';
import { sendFile } from '../../../statements/stream.ts';
import { detailOf, mendable, type OfficerCall, officerOf, ProgrammeParams } from '../call.ts';
import { PayoutFilePage } from './file.tsx';
import { MakePage, PayoutsPage, type TreasuryView } from './payouts.tsx';
import { DayPage, DaysPage, SettlementsPage } from './settlement.tsx';
import { takeAnswer } from './upload.ts';
import { TREASURY } from './words.ts';

const FileParams = Type.Object({ file: Type.String({ format: 'uuid' }) });
const Uuid = Type.Optional(Type.String({ format: 'uuid' }));
const [FILES, PAYMENTS, SHOPS] = [20, 50, 50];

/** The pages of the treasury: payments to bank accounts, and what shops were settled for. Nobody else's post opens them. */
export function treasuryRoutes(site: Site): Route[] {
  return [...payoutsRoutes(site), ...fileRoutes(site), ...settlementRoutes(site)];
}

async function viewOf(site: Site, call: OfficerCall): Promise<TreasuryView> {
  const treasury = asTreasury(site.gov, officerOf(call));
  return { gov: site.gov, treasury, context: await pageContext(site, call) };
}

function payoutsRoutes(site: Site): Route[] {
  const { gov } = site;

  async function show(call: OfficerCall, { before, problem }: { before?: string; problem?: Text } = {}, status = 200) {
    const view = await viewOf(site, problem ? { ...call, here: '/office/payouts' } : call);
    const [waiting, { files, next }] = await Promise.all([
      waitingForBank(gov),
      payoutFiles(gov.db, { limit: FILES, ...(before && { before }) }),
    ]);
    const shown = { view, waiting, files, next, isFirst: !before, ...(problem && { problem }) };
    return page(renderPage(<PayoutsPage {...shown} />), status);
  }

  return [
    route({
      method: 'GET',
      path: '/office/payouts',
      audience: 'officer',
      summary: 'What waits to be paid to bank accounts, and the payment files',
      query: Type.Object({ before: Uuid }),
      handle: (call) => show(call, { ...(call.query.before && { before: call.query.before }) }),
    }),
    route({
      method: 'GET',
      path: '/office/payouts/new',
      audience: 'officer',
      summary: 'The next payment file, before it is made',
      async handle(call) {
        const view = await viewOf(site, call);
        const waiting = await waitingForBank(gov);
        if (!waiting) return redirect('/office/payouts');
        const wish = { executeOn: nextBankDay(gov), most: MOST_PAYMENTS, key_: randomSecret(16) };
        return page(renderPage(<MakePage {...{ view, waiting }} {...wish} />));
      },
    }),
    route({
      method: 'POST',
      path: '/office/payouts',
      audience: 'officer',
      summary: 'Takes what waits into a payment file',
      body: Type.Object({ key: Type.String({ minLength: 1, maxLength: 100 }) }),
      async handle(call) {
        const file = await filePayouts(gov, officerOf(call), { key: call.body.key });
        if (!file) return show(call, { problem: TREASURY.nothingToFile }, 409);
        return redirect(`/office/payouts/${file.id}?done=filed`);
      },
    }),
    route({
      method: 'POST',
      path: '/office/payouts/answers',
      audience: 'officer',
      summary: 'Takes in what the bank has answered: a form with the file pain.002',
      async handle(call) {
        const officer = officerOf(call);
        asTreasury(gov, officer);
        const taken = await takeAnswer(call.request);
        if ('problem' in taken) return show(call, { problem: taken.problem }, taken.code);
        try {
          const { file, act } = await answerPayouts(gov, officer, taken.status);
          return redirect(`/office/payouts/${file}?act=${act}`);
        } catch (error) {
          const refusal = error instanceof AppError && error.code === 'not-found' ? error : mendable(error);
          return show(call, { problem: detailOf(refusal) }, refusal.status);
        }
      },
    }),
  ];
}

function fileRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/office/payouts/:file',
      audience: 'officer',
      summary: 'One payment file: its payments by state, what the bank said, and what was done with it',
      params: FileParams,
      query: Type.Object({
        state: Type.Optional(Type.Union(PAYOUT_STATES.map((state) => Type.Literal(state)))),
        after: Uuid,
        act: Uuid,
        done: Type.Optional(Type.Union([Type.Literal('filed'), Type.Literal('sent')])),
      }),
      async handle(call) {
        const view = await viewOf(site, call);
        const id = call.params.file.toLowerCase();
        const file = await payoutFileById(gov.db, id);
        if (!file) throw noSuchFile();
        const { after, act, done } = call.query;
        const state = call.query.state as PayoutState | undefined;
        const wanted = { limit: PAYMENTS, ...(after && { after }), ...(state && { state }) };
        const [batches, states, { payouts, next }, acts] = await Promise.all([
          batchesOfFile(gov.db, id),
          statesOfFile(gov.db, id),
          payoutsOfFile(gov.db, id, wanted),
          payoutActs(gov.db, id),
        ]);
        const shown = { view, person: call.caller.person, file, batches, states, state, payouts, next, acts };
        const just = acts.findLast((one) => one.id === act?.toLowerCase() || one.kind === done);
        return page(renderPage(<PayoutFilePage {...shown} isFirst={!after} done={just} />));
      },
    }),
    route({
      method: 'GET',
      path: '/office/payouts/:file/pain.001.xml',
      audience: 'officer',
      summary: 'The payment file itself, for the bank: ISO 20022 pain.001.001.09',
      params: FileParams,
      async handle(call) {
        asTreasury(gov, officerOf(call));
        const id = call.params.file.toLowerCase();
        const file = await payoutFileById(gov.db, id);
        if (!file) throw noSuchFile();
        const name = `pain.001-${file.executeOn}-${id.slice(0, 8)}.xml`;
        return sendFile(payoutFileText(gov.db, id), { type: 'application/xml', name });
      },
    }),
    route({
      method: 'POST',
      path: '/office/payouts/:file/sent',
      audience: 'officer',
      summary: 'Notes that the bank has the file',
      params: FileParams,
      async handle(call) {
        const id = call.params.file.toLowerCase();
        await sendPayouts(gov, officerOf(call), id);
        return redirect(`/office/payouts/${id}?done=sent`);
      },
    }),
  ];
}

function settlementRoutes(site: Site): Route[] {
  const { gov } = site;
  const programmeOf = (id: string) => {
    const programme = gov.pack.programmes.get(id);
    if (!programme) throw new AppError('not-found', TREASURY.noSuchDay);
    return programme;
  };
  return [
    route({
      method: 'GET',
      path: '/office/settlements',
      audience: 'officer',
      summary: 'The programmes whose shops are settled, and the last day of each',
      async handle(call) {
        const view = await viewOf(site, call);
        const all = [...gov.pack.programmes.values()];
        const days = await Promise.all(all.map(({ id }) => settledDays(gov.db, id, 1)));
        const programmes = all.map((programme, nth) => ({ programme, last: days[nth]![0] }));
        return page(renderPage(<SettlementsPage view={view} programmes={programmes} />));
      },
    }),
    route({
      method: 'GET',
      path: '/office/settlements/:programme',
      audience: 'officer',
      summary: "A programme's settlements by day: takings, refunds, fee, tax and what was paid",
      params: ProgrammeParams,
      async handle(call) {
        const view = await viewOf(site, call);
        const programme = programmeOf(call.params.programme);
        const days = await settledDays(gov.db, programme.id);
        return page(renderPage(<DaysPage {...{ view, programme, days }} />));
      },
    }),
    route({
      method: 'GET',
      path: '/office/settlements/:programme/:day',
      audience: 'officer',
      summary: 'The shops that were settled for a day',
      params: Type.Object({ ...ProgrammeParams.properties, day: Type.String({ maxLength: 60 }) }),
      query: Type.Object({ after: Uuid }),
      async handle(call) {
        const view = await viewOf(site, call);
        const programme = programmeOf(call.params.programme);
        const { day } = call.params;
        const { after } = call.query;
        if (!isDay(day)) throw new AppError('not-found', TREASURY.noSuchDay);
        const wanted = { programme: programme.id, day, limit: SHOPS + 1, ...(after && { after }) };
        const found = await settlementsOn(gov.db, wanted);
        if (found.length === 0) throw new AppError('not-found', TREASURY.noSuchDay);
        const settlements = found.slice(0, SHOPS);
        const payouts = await findPayouts(
          gov.db,
          settlements.flatMap(({ payout }) => payout ?? []),
        );
        const next = found.length > SHOPS ? settlements.at(-1)!.shop : undefined;
        return page(renderPage(<DayPage {...{ view, programme, day, settlements, payouts, next }} isFirst={!after} />));
      },
    }),
  ];
}
