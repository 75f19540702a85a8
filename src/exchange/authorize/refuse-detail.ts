import { type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { askedWithin } from '../../credentials/index.ts';
import { AppError } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { rangeWithin } from '../consents/index.ts';
import { capped, isCurrent, recordOverAsking, type Template, templateById } from '../templates/index.ts';
import { isTheirs } from './clients.ts';
import { type DataDetail, faultOf, rangeOf, wishWithin } from './details.ts';

/**
 * Refuses what a receiver may not ask for. It has proved who it is, so that asking for too much is noted against it, and
 * everybody may know.
 * @throws OIDCProviderError `invalid_authorization_details`, or `invalid_request` for an address that is not its own.
 */
export async function refuseDetail(
  gov: Government,
  { oidc }: KoaContextWithOIDC,
  detail: unknown,
  client: Client,
): Promise<void> {
  const { redirect_uri: back, authorization_details: all } = oidc.params as Record<string, unknown>;
  if (!isTheirs(client as unknown as Parameters<typeof isTheirs>[0], String(back)))
    throw new errors.InvalidRequest('redirect_uri is at no host that this receiver has registered');
  if ((JSON.parse(String(all)) as unknown[]).length !== 1) throw badDetail('there is exactly one of them in a request');
  const fault = faultOf(detail);
  if (fault !== undefined) throw badDetail(fault);
  const asked = detail as DataDetail;
  const template = await templateIfAny(gov, asked.template);
  if (template?.party.id !== client.clientId || template.data.basis !== 'consent')
    throw badDetail('template is none of this receiver by which people are asked');
  if (!(await isCurrent(gov.db, gov, template))) throw badDetail('template has changed: ask by what is published now');
  refuseRange(gov, template, asked);
  const wish = wishWithin(template, asked);
  try {
    capped(template, wish);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error;
    await recordOverAsking(askedWithin(), gov, { template, wish });
    throw badDetail(error.message);
  }
}

function refuseRange(gov: Government, { data }: Template, asked: DataDetail): void {
  try {
    rangeWithin(gov, data.often, rangeOf(asked, gov.clock.now()));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw badDetail(`range: ${error.message}`);
  }
}

async function templateIfAny(gov: Government, id: string) {
  try {
    return await templateById(gov.db, gov, id);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'gone')) return undefined;
    throw error;
  }
}

const badDetail = (says: string) => new errors.InvalidAuthorizationDetails(`authorization_details: ${says}`);
