import { CONSENT_TRANSACTION, issueRegistration, langTexts } from '../../formats/index.ts';
import { LOCALES, type Text } from '../../kernel/index.ts';
import { cite, type Government, type LawRef, type PartyUse } from '../../pack/index.ts';
import { issuerOf, KEEPER, originOf } from '../issuers/index.ts';
import { registeredFor } from './asking.ts';
import { addressOf, type KnownParty, maySign } from './parties.ts';

/** For so long a registration counts, in seconds: so long can one still ask that was withdrawn, by what it had before. */
const LIFE_S = 7 * 86_400;
/** For how long one is given out while nothing changes. */
const SHARED_MS = 3_600_000;

/**
 * What a relying party is registered to ask for, signed by who keeps the trust list. Anybody may have it.
 * @throws AppError `unavailable` where nothing can be signed.
 */
export async function registrationOf(gov: Government, party: KnownParty, use: PartyUse): Promise<string> {
  const at = gov.clock.now();
  const keeper = await issuerOf(gov, KEEPER, at);
  const own = shared.get(gov) ?? new Map<string, Shared>();
  shared.set(gov, own);
  const name = [party.id, use.id, party.version, gov.pack.version, keeper.kid, originOf(gov)].join(' ');
  const known = own.get(name);
  const age = at.getTime() - (known?.madeAt ?? 0);
  if (known && age >= 0 && age < SHARED_MS) return known.jwt;
  const iat = Math.floor(at.getTime() / 1000);
  const unsigned = issueRegistration(
    {
      ...{ iss: originOf(gov), sub: addressOf(gov, party.id), iat, exp: iat + LIFE_S, intended_use_id: use.id },
      ...{ name: langTexts(party.title), purpose: langTexts(use.purpose) },
      legal_basis: use.law.map((law) => langTexts(citations(law))),
      ...(use.refusing && { if_refused: langTexts(use.refusing) }),
      ...(party.contact && { support_uri: party.contact }),
      credentials: registeredFor(gov, use),
      ...(maySign(party, use) && { transaction_types: [CONSENT_TRANSACTION] }),
    },
    keeper.chain,
  );
  const jwt = unsigned.finish(keeper.sign(unsigned.input));
  own.set(name, { jwt, madeAt: at.getTime() });
  return jwt;
}

/** A law as it is cited in each language. */
export const citations = (law: LawRef): Text =>
  Object.fromEntries(LOCALES.map((locale) => [locale, cite(law, locale)])) as Text;

interface Shared {
  jwt: string;
  /** Milliseconds since 1970. */
  madeAt: number;
}

const shared = new WeakMap<Government, Map<string, Shared>>();
