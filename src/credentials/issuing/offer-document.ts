import type { Db } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { cardsOf } from '../cards/index.ts';
import { issOf } from '../issuers/index.ts';
import { configurationsOf, isApart } from './configurations.ts';
import { codeOf, openOffer, stateOf, TRANSACTION_CODE } from './offers.ts';

/** The grant by which a wallet takes an offer without sending its person to sign in (OpenID4VCI section 4.1.1). */
export const PRE_AUTHORIZED_CODE = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/**
 * What an offer says to a wallet (OpenID4VCI section 4.1.1); undefined where there is none, or no more.
 * @param reference where it is: nobody guesses 32 random bytes.
 */
export async function offerDocument(
  db: Db,
  gov: Government,
  agency: string,
  reference: string,
): Promise<object | undefined> {
  const offer = await openOffer(db, gov, 'reference', reference);
  if (!offer) return undefined;
  const configurations = configurationsOf(gov, agency);
  const types = offer.type === null ? (await cardsOf(db, offer.person)).map(({ type }) => type) : [offer.type];
  const offered = configurations.filter(({ type }) => types.includes(type.id));
  if (offered.length === 0) return undefined;
  const [apart, open] = [offered.filter(isApart), offered.filter((one) => !isApart(one))].map((some) =>
    some.map(({ id }) => id),
  );
  return {
    credential_issuer: issOf(gov, agency),
    credential_configuration_ids: open,
    offline_configuration_ids: apart,
    grants: {
      ...(offer.kind === 'card' && { authorization_code: { issuer_state: stateOf(reference) } }),
      [PRE_AUTHORIZED_CODE]: {
        'pre-authorized_code': codeOf(reference),
        ...(offer.transactionCode && { tx_code: TRANSACTION_CODE }),
      },
    },
  };
}
