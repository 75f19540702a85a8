import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import {
  ANOTHER_PERSON,
  actsFor,
  chooseOfDraft,
  consentPageAddress,
  type Draft,
  endDraft,
  giveConsent,
  hasOptions,
  openDraft,
  previewOf,
  toSign,
  wardsOf,
} from '../../../exchange/index.ts';
import { Authentication, signingOptions } from '../../../identity/index.ts';
import {
  LOCALES,
  type Locale,
  page,
  provedLately,
  type Route,
  redirect,
  route,
  transaction,
} from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { backTo, signAddress } from './addresses.ts';
import { ChoosePage, SignPage } from './decide.tsx';
import { walletSignRoutes } from './wallet-sign.tsx';

const Id = Type.String({ format: 'uuid' });
const OfDraft = Type.Object({ draft: Id });
/** One value comes as a text, several as a list. */
const Items = Type.Union([
  Type.String({ maxLength: 200 }),
  Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 }),
]);

/** Deciding about what somebody asks for: choosing, looking at the very words, signing or refusing. */
export function decideRoutes(site: Site): Route[] {
  const { gov } = site;
  const preview = (draft: Draft, choice = draft.wish) => previewOf(gov, { ...draft, choice });
  return [
    ...walletSignRoutes(site),
    route({
      method: 'GET',
      path: '/consents/new',
      audience: 'resident',
      summary: 'What somebody is asked to agree to, to choose from',
      query: Type.Object({
        draft: Id,
        choose: Type.Optional(Type.Literal('again')),
        child: Type.Optional(Type.Literal('yes')),
      }),
      async handle(call) {
        const { person } = call.caller;
        const { query } = call;
        const draft = await openDraft(gov.db, gov, { person, draft: query.draft });
        const wantsChoice = query.choose !== undefined || query.child !== undefined;
        if (!wantsChoice && (draft.chosen || !hasOptions(draft.template, draft.wish)))
          return redirect(signAddress(draft.id));
        const [context, shown, children] = await Promise.all([
          pageContext(site, call),
          preview(draft),
          query.child && childrenOf(gov, person, call.preferences.locale),
        ]);
        return page(
          renderPage(<ChoosePage {...{ gov, context, draft, children: children || undefined }} preview={shown} />),
        );
      },
    }),
    route({
      method: 'POST',
      path: '/consents/new',
      audience: 'resident',
      summary: 'Keeps what somebody has chosen of what they are asked for',
      body: Type.Object({ draft: Id, item: Type.Optional(Items), subject: Type.Optional(Id) }),
      async handle({ caller: { person }, body: { draft, item = [], subject } }) {
        const items = [item].flat();
        const choice = { fields: items, statements: items, subject };
        await transaction(gov.db, (tx) => chooseOfDraft(tx, gov, { person, draft }, choice));
        return redirect(signAddress(draft));
      },
    }),
    route({
      method: 'GET',
      path: '/consents/sign',
      audience: 'resident',
      summary: 'The very words of a consent, with the values that would be sent, to sign',
      query: OfDraft,
      async handle(call) {
        const { caller, query, preferences } = call;
        const { person } = caller;
        const draft = await openDraft(gov.db, gov, { person, draft: query.draft });
        const canChoose = hasOptions(draft.template, draft.wish);
        if (canChoose && !draft.chosen) return redirect(consentPageAddress(draft.id));
        const signing = toSign(gov, draft, preferences.locale, site.origin());
        const [context, shown, options, child] = await Promise.all([
          pageContext(site, call),
          preview(draft, draft.chosen),
          signingOptions(gov.db, { origin: site.origin() }, person, signing.challenge),
          draft.subject === person ? undefined : nameOfChild(gov, person, draft.subject, preferences.locale),
        ]);
        const proved = provedLately(caller, gov.clock.now());
        return page(
          renderPage(
            <SignPage {...{ gov, context, draft, signing, options, proved, child, canChoose }} preview={shown} />,
          ),
        );
      },
    }),
    route({
      method: 'POST',
      path: '/api/consents/:draft',
      audience: 'resident',
      summary: 'Gives consent by a passkey’s signature over what was shown',
      params: OfDraft,
      body: Type.Object({ credential: Authentication, locale: Type.Union(LOCALES.map((one) => Type.Literal(one))) }),
      answer: Type.Object({ next: Type.String({ description: 'the path to go to' }) }),
      async handle({ caller: { person }, params: { draft }, body }) {
        const credential = body.credential as AuthenticationResponseJSON;
        const giving = { person, draft, credential, locale: body.locale as Locale, site: site.origin() };
        const returnTo = await transaction(gov.db, async (tx) => {
          const { returnTo } = await openDraft(tx, gov, giving);
          await giveConsent(tx, gov, giving);
          return returnTo;
        });
        return { next: backTo(returnTo, { consent: draft }) };
      },
    }),
    route({
      method: 'POST',
      path: '/consents/refuse',
      audience: 'resident',
      summary: 'Does not agree to what somebody is asked for',
      body: Type.Object({ draft: Id, item: Type.Optional(Items), subject: Type.Optional(Id) }),
      async handle({ caller: { person }, body: { draft } }) {
        const returnTo = await transaction(gov.db, async (tx) => {
          const { returnTo } = await openDraft(tx, gov, { person, draft });
          await endDraft(tx, gov, { person, draft }, 'refused');
          return returnTo;
        });
        return redirect(backTo(returnTo, { refused: 'yes' }));
      },
    }),
  ];
}

async function childrenOf(gov: Government, person: string, locale: Locale): Promise<Map<string, string>> {
  const wards = await wardsOf(gov, person);
  return new Map(wards.map((ward) => [ward.person, ward.name || ANOTHER_PERSON[locale]]));
}

async function nameOfChild(gov: Government, person: string, subject: string, locale: Locale): Promise<string> {
  return (await actsFor(gov, { person, subject }))?.name || ANOTHER_PERSON[locale];
}
