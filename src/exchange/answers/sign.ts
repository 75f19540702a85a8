import { type Issuer, issuersOf, KEEPER, randomOf, sha256Of } from '../../credentials/index.ts';
import { type EncodedHeader, encodeHeader, frameOf, issueSdJwt, SD_JWT_VC } from '../../formats/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Template, templateAddress } from '../templates/index.ts';
import type { Collected } from './collect.ts';

/** What an answer says beside the data. */
export interface AnswerToSign {
  id: string;
  template: Template;
  consent: string;
  /** The receiver's key: whoever shows the answer on can prove that they are who was told. */
  holder: { kty: string; crv: string; x: string; y: string };
  said: Collected;
  at: Date;
}

/** What an answer is, without `application/`. */
export const ANSWER_TYPE = SD_JWT_VC;

/** Where digests stand they are a multiple of so many: whoever is shown a part does not learn how much there is. */
const PAD_TO = 4;
const DAY_S = 86_400;

/** Who signs what is told by a template: the agency that keeps all of it, or else who keeps the trust list. */
export function signerOf(gov: Pick<Government, 'pack'>, { data }: Template): string {
  const places = [...data.fields, ...[...data.statements.values()].flatMap(({ reads }) => reads)];
  const [agency, ...more] = new Set(places.map(({ registry }) => gov.pack.registries.get(registry)!.agency));
  return agency !== undefined && more.length === 0 && issuersOf(gov).includes(agency) ? agency : KEEPER;
}

/**
 * An answer as an SD-JWT VC (RFC 9901, draft-ietf-oauth-sd-jwt-vc) with all its disclosures, each field and each statement
 * apart: a receiver can keep or show on one of them without the others. It is over when the receiver has to delete it.
 */
export async function signAnswer(gov: Government, issuer: Issuer, answer: AnswerToSign): Promise<string> {
  const { id, template, consent, holder, said, at } = answer;
  const { data, statements, unanswered } = said;
  const { kty, crv, x, y } = holder;
  const iat = Math.floor(at.getTime() / 1000);
  const claims = {
    ...{ iss: issuer.iss, vct: templateAddress(gov, template.id) },
    ...{ iat, exp: iat + template.data.kept.days * DAY_S, jti: id, template: template.id, consent },
    cnf: { jwk: { kty, crv, x, y } },
    ...{ data, statements },
    ...(unanswered.length > 0 && { unanswered }),
  };
  const frame = frameOf([
    ...Object.entries(data).flatMap(([registry, values]) =>
      Object.keys(values).map((field) => ['data', registry, field]),
    ),
    ...Object.keys(statements).map((statement) => ['statements', statement]),
  ]);
  const issuing = { header: headerOf(issuer), frame, padTo: PAD_TO, sha256: sha256Of, random: randomOf };
  const unsigned = issueSdJwt(claims, issuing);
  return unsigned.finish(await issuer.signAside(unsigned.input));
}

function headerOf({ alg, kid, x5c }: Issuer): EncodedHeader {
  const known = headers.get(kid) ?? encodeHeader({ alg, typ: SD_JWT_VC, kid, x5c });
  headers.set(kid, known);
  return known;
}

/** One for each key of an issuer, and few more. */
const headers = new Map<string, EncodedHeader>();
