import { type FacePart, joinFace } from '../../formats/index.ts';
import { type ClaimValue, type CredentialType, claimKey } from '../../pack/index.ts';

/** What tells a card that is not about its holder from its like, as the name of a child or of a company: what stands on it. */
export const lineOf = (type: CredentialType, claims: readonly ClaimValue[]): string | undefined =>
  type.holder.kind === 'self' ? undefined : faceOf(type, claims)[0]?.text;

/** What stands on the face of a card, as far as it is text. */
export const faceLine = (type: CredentialType, claims: readonly ClaimValue[]): string | undefined =>
  joinFace(faceOf(type, claims)) || undefined;

const faceOf = ({ look }: CredentialType, claims: readonly ClaimValue[]): FacePart[] =>
  look.face.flatMap((key) => {
    const said = claims.find(({ claim, type }) => type === 'text' && claimKey(claim) === key)?.value;
    return typeof said === 'string' ? [{ key, text: said }] : [];
  });
