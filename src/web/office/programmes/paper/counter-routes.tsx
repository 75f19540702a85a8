import { Type } from 'typebox';
import { renderPage } from '../../../../design/index.ts';
import { page, type Route, redirect, route } from '../../../../kernel/index.ts';
import { handOver, orderByCode } from '../../../../programmes/index.ts';
import { namesOf } from '../../../../registry/index.ts';
import { scannedOrder, scannedSerial } from '../../../paper/scanned.ts';
import type { Site } from '../../../site.ts';
import { type OfficerCall, officerOf } from '../call.ts';
import { attempted, fields, OfPaper, paperView } from './call.ts';
import { CounterPage, type OrderAtCounter } from './counter.tsx';
import { PARTS, paperHref } from './frame.tsx';
import { PAPER } from './words.ts';

type Refused = Awaited<ReturnType<typeof attempted>>;

/** The counter at which sets are handed over. */
export function counterRoutes(site: Site): Route[] {
  const { gov } = site;
  const path = '/office/programmes/:programme/paper/counter' as const;
  const show = async (
    call: OfficerCall & { params: { programme: string } },
    { code, ...more }: { code: string; refused?: Refused; serial?: string; done?: string },
  ) => {
    const view = await paperView(site, call, PARTS.counter);
    const found = code === '' ? undefined : await orderAt(site, call, view.programme.id, code);
    const missing = code !== '' && !found && !more.refused;
    const refused = missing ? { text: NO_ORDER, status: 404, field: 'code' } : more.refused;
    return page(renderPage(<CounterPage {...view} {...more} {...{ code, found, refused }} />), refused?.status ?? 200);
  };
  return [
    route({
      method: 'GET',
      path,
      audience: 'officer',
      summary: 'Finds an order by the code that a person shows',
      params: OfPaper,
      query: Type.Object({
        code: Type.Optional(Type.String({ maxLength: 500 })),
        done: Type.Optional(Type.Literal('yes')),
      }),
      handle: (call) =>
        show(call, {
          code: scannedOrder(call.query.code ?? ''),
          ...(call.query.done && { done: PAPER.done[call.preferences.locale] }),
        }),
    }),
    route({
      method: 'POST',
      path,
      audience: 'officer',
      summary: 'Hands a set over: from then on its notes are worth what is printed on them',
      params: OfPaper,
      body: fields('code', 'serial'),
      async handle(call) {
        const { programme, officer } = await paperView(site, call, PARTS.counter);
        const { code = '', serial: given = '' } = call.body;
        const serial = scannedSerial(given);
        const refused = await attempted(() => handOver(gov, { programme, code, serial, officer }), 'serial');
        return refused
          ? show(call, { code, refused, serial })
          : redirect(`${paperHref(programme, 'counter')}?done=yes`);
      },
    }),
  ];
}

const NO_ORDER = {
  ko: '이 수령 번호로 찾은 주문이 없어요. 번호를 확인해 주세요.',
  'zh-Hant': '查無此領取碼的訂單，請確認號碼。',
  en: 'There is no order with this pick-up code. Check the code.',
};

/** The order behind a code, with the name of whoever ordered it: reading that is recorded for them. */
async function orderAt(
  { gov }: Site,
  call: OfficerCall,
  programme: string,
  code: string,
): Promise<OrderAtCounter | undefined> {
  const order = await orderByCode(gov.db, programme, code);
  if (!order) return undefined;
  const { person, agency } = officerOf(call);
  const names = await namesOf(gov.db, gov, {
    reader: { kind: 'officer', person, agency },
    purpose: { text: PAPER.toKnowWho },
    people: [order.person],
  });
  return { order, name: names.get(order.person) ?? '—' };
}
