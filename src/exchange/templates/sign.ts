import { addressOf, issuerOf, KEEPER, originOf } from '../../credentials/index.ts';
import { encodeHeader, unsignedJws } from '../../formats/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Template } from './model.ts';

/** `typ` of a signed template: of its own, so that nothing else passes for one (RFC 8725 section 3.11). */
export const TEMPLATE_TYPE = 'purpose-template+jwt';

/** For so long one is given out before it is signed anew. */
const SHARED_MS = 3_600_000;

/** Where everybody can read a template. */
export const templateAddress = (gov: Pick<Government, 'config'>, id: string): string =>
  `${originOf(gov)}/purposes/${id}`;

/**
 * A template as JWS by who keeps the trust list, so that anybody can hold a request against it.
 * @throws AppError `unavailable` where nothing can be signed.
 */
export async function signedTemplate(gov: Government, template: Template): Promise<string> {
  const at = gov.clock.now();
  const keeper = await issuerOf(gov, KEEPER, at);
  const own = signed.get(template);
  const age = at.getTime() - (own?.madeAt ?? 0);
  if (own?.kid === keeper.kid && own.origin === originOf(gov) && age >= 0 && age < SHARED_MS) return own.jws;
  const header = encodeHeader({ alg: 'ES256', typ: TEMPLATE_TYPE, x5c: keeper.x5c });
  const { id, hash, document } = template;
  const payload = {
    ...{ iss: originOf(gov), sub: addressOf(gov, template.party.id), iat: Math.floor(at.getTime() / 1000) },
    ...{ id, hash, template: document },
  };
  const unsigned = unsignedJws(header, JSON.stringify(payload));
  const jws = unsigned.finish(keeper.sign(unsigned.input));
  signed.set(template, { jws, madeAt: at.getTime(), kid: keeper.kid, origin: originOf(gov) });
  return jws;
}

const signed = new WeakMap<Template, { jws: string; madeAt: number; kid: string; origin: string }>();
