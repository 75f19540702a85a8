import type { Interaction } from 'oidc-provider';
import { withinTransaction } from '../../credentials/index.ts';
import { AppError } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Consent, consentById, consentPageAddress, draftConsent, draftOutcome } from '../consents/index.ts';
import { templateById } from '../templates/index.ts';
import { DATA_DETAIL, detailIn, type GrantedDetail, rangeOf, wishWithin } from './details.ts';
import { consentPath, decidedPath } from './place.ts';
import { exchangeServer } from './provider.ts';

const GONE = {
  ko: '자료 요청이 시간이 지났거나 다른 브라우저에서 시작됐어요. 요청한 곳에서 다시 시작해 주세요.',
  'zh-Hant': '索取資料的要求已逾時，或是從其他瀏覽器開始的，請回到提出要求的網站重新開始。',
  en: 'The request for your data has timed out, or was begun in another browser. Start again where it came from.',
};

/**
 * Begins to ask somebody whom a receiver has sent here.
 * @returns the address of the page where they decide.
 * @throws AppError `not-found` for another browser: whoever agrees does so for what they have themselves begun.
 */
export async function beginConsent(gov: Government, request: Request, uid: string, person: string): Promise<string> {
  const interaction = await interactionOf(gov, request, uid);
  const known = draftIn(interaction);
  if (known && (await draftOutcome(gov.db, gov, { person, draft: known })).state === 'open')
    return consentPageAddress(known);
  const asked = detailIn(interaction.params.authorization_details);
  const template = await templateById(gov.db, gov, asked.template);
  const range = rangeOf(asked, gov.clock.now());
  return withinTransaction(gov.db, async (tx) => {
    const { draft } = await draftConsent(tx, gov, {
      ...{ person, subject: person, template: template.id, wish: wishWithin(template, asked) },
      ...(range && { range }),
      returnTo: decidedPath(uid),
    });
    interaction.result = { draft };
    await interaction.persist();
    return consentPageAddress(draft);
  });
}

/**
 * Ends it, once somebody has decided.
 * @returns the address to which their browser goes on: to the receiver, which is told what became of it; or back to the
 * page, where they have not decided yet.
 * @throws AppError `not-found`.
 */
export async function endConsent(gov: Government, request: Request, uid: string, person: string): Promise<string> {
  const interaction = await interactionOf(gov, request, uid);
  const draft = draftIn(interaction);
  if (!draft) return consentPath(uid);
  const { state, consent } = await draftOutcome(gov.db, gov, { person, draft });
  if (state === 'open') return consentPageAddress(draft);
  if (state === 'over') throw new AppError('not-found', GONE);
  const given = consent === undefined ? undefined : await consentById(gov.db, consent);
  return withinTransaction(gov.db, async () => {
    interaction.result = given
      ? { login: { accountId: person, remember: false }, consent: { grantId: await grantOf(gov, interaction, given) } }
      : { error: 'access_denied', error_description: 'the person did not agree' };
    await interaction.persist();
    return interaction.returnTo;
  });
}

/** What was agreed to is what is granted, and of what was asked: another template says other words, and is another matter. */
async function grantOf(gov: Government, { params }: Interaction, given: Consent): Promise<string> {
  const clientId = String(params.client_id);
  const { template } = detailIn(params.authorization_details);
  if (given.party !== clientId || given.template !== template) throw new AppError('not-found', GONE);
  const server = await exchangeServer(gov);
  const grant = new server.Grant({ accountId: given.givenBy, clientId });
  const { id: consent, fields, statements, often } = given;
  const detail: GrantedDetail = {
    ...{ type: DATA_DETAIL, template, fields: [...fields], statements: [...statements] },
    ...{ consent, often, until: given.until.toISOString() },
  };
  grant.addRar({ ...detail });
  return grant.save();
}

const draftIn = ({ result }: Interaction): string | undefined => (result as { draft?: string } | undefined)?.draft;

/** The request of a receiver that this browser was sent with: its cookie tells it from others (RFC 6749 section 10.12). */
async function interactionOf(gov: Government, request: Request, uid: string): Promise<Interaction> {
  const cookie = /(?:^|; *)_exchange=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  const server = await exchangeServer(gov);
  const found = cookie === uid ? await server.Interaction.find(uid) : undefined;
  if (!found) throw new AppError('not-found', GONE);
  return found as Interaction;
}
