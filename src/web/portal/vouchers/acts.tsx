import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, type Route, redirect, route, say, type Text } from '../../../kernel/index.ts';
import type { Programme } from '../../../pack/index.ts';
import { changeOf, familyOf, giveBack, share, takingRefusal, walletOf } from '../../../programmes/index.ts';
import { readAmount } from '../../paying/amount.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { newKey } from '../../taking/form.ts';
import { TAKING } from '../../taking/words.ts';
import { OfProgramme, programmeIn, type ResidentCall, type ShowProgramme } from './params.ts';
import { type ShareForm, SharePage, type SharePageProps } from './share.tsx';
import { moneyIn } from './view.ts';
import { VOUCHERS } from './words.ts';

const Key = Type.String({ minLength: 1, maxLength: 100 });
const Typed = Type.Optional(Type.String({ maxLength: 60 }));

/** What a person does with what they have: gives it back, shares it, has the rest paid out. */
export function actRoutes(site: Site, showProgramme: ShowProgramme): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'POST',
      path: '/vouchers/takings/:taking/give-back',
      audience: 'resident',
      summary: 'Gives back what is whole; the price comes back',
      params: Type.Object({ taking: Type.String({ format: 'uuid' }) }),
      async handle({ caller, params }) {
        await giveBack(gov, { person: caller.person, taking: params.taking });
        return redirect(`/vouchers/takings/${params.taking}`);
      },
    }),
    route({
      method: 'GET',
      path: '/vouchers/:programme/share',
      audience: 'resident',
      summary: 'To whom of my family I can give some',
      params: OfProgramme,
      handle: (call) => showShare(site, call, programmeIn(gov, call.params), { key: newKey() }),
    }),
    route({
      method: 'POST',
      path: '/vouchers/:programme/share',
      audience: 'resident',
      summary: 'Gives some to one of my family',
      params: OfProgramme,
      body: Type.Object({ to: Typed, amount: Typed, key: Key }),
      async handle(call) {
        const programme = programmeIn(gov, call.params);
        const { locale } = call.preferences;
        const here = { ...call, here: `/vouchers/${programme.id}/share` };
        const { to, key } = call.body;
        const amount = readAmount(call.body.amount ?? '', gov.pack.currency);
        if (!to || !/^[0-9a-f-]{36}$/.test(to))
          return showShare(site, here, programme, call.body, problem('to', CHOOSE_PERSON, locale));
        if (amount === undefined)
          return showShare(site, here, programme, call.body, problem('amount', TAKING.chooseAmount, locale));
        try {
          await share(gov, { from: call.caller.person, to, programme: programme.id, amount, key });
        } catch (error) {
          if (!(error instanceof AppError) || !takingRefusal(error) || typeof error.detail === 'string') throw error;
          const field = takingRefusal(error) === 'not-family' ? 'to' : 'amount';
          return showShare(site, here, programme, call.body, problem(field, error.detail, locale));
        }
        const done = say(VOUCHERS.sharedDone, locale, { amount: moneyIn(gov, locale)(amount) });
        return showProgramme(site, { ...call, here: `/vouchers/${programme.id}` }, programme, undefined, done);
      },
    }),
    route({
      method: 'POST',
      path: '/vouchers/:programme/change',
      audience: 'resident',
      summary: 'Has the rest paid out as cash',
      params: OfProgramme,
      body: Type.Object({ account: Type.String({ maxLength: 60 }), key: Key }),
      async handle(call) {
        const programme = programmeIn(gov, call.params);
        const { account: bankAccount, key } = call.body;
        await changeOf(gov, { person: call.caller.person, programme: programme.id, bankAccount, key });
        const done = VOUCHERS.onItsWay[call.preferences.locale];
        return showProgramme(site, { ...call, here: `/vouchers/${programme.id}` }, programme, undefined, done);
      },
    }),
  ];
}

const CHOOSE_PERSON: Text = {
  ko: '나눠 줄 사람을 선택해 주세요',
  'zh-Hant': '請選擇要分給誰',
  en: 'Choose to whom you want to give it',
};

const problem = (field: 'to' | 'amount', text: Text, locale: PageCall['preferences']['locale']) => ({
  field,
  text: text[locale],
});

async function showShare(
  site: Site,
  call: ResidentCall,
  programme: Programme,
  form: ShareForm,
  problem?: SharePageProps['problem'],
): Promise<Response> {
  const { gov } = site;
  if (!programme.share) throw new AppError('not-found', 'This cannot be shared.');
  const [wallet, family, context] = await Promise.all([
    walletOf(gov, call.caller.person, programme.id),
    familyOf(gov, programme, call.caller.person),
    pageContext(site, call),
  ]);
  const shown = { gov, context, wallet, family, form, problem };
  return page(renderPage(<SharePage {...shown} />), problem ? 422 : 200);
}
