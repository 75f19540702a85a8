import { paperOf } from '../../formats/index.ts';
import type { Db } from '../../kernel/index.ts';
import { type ClaimValue, claimKey, type Government } from '../../pack/index.ts';
import { asOffice } from '../cards/change.ts';
import { makePaper, setCopies } from '../cards/copies.ts';
import { credentialType } from '../cards/may-have.ts';
import { type Card, type CardId, type Decider, PAPER_WALLET } from '../cards/model.ts';
import { lockCard, recordCardAct } from '../cards/store.ts';
import { sha256Of } from '../primitives.ts';

/** Whose paper, and who has it made or taken back. */
export interface PaperRequest {
  card: CardId;
  by: Decider;
}

/** What a paper card is printed with. */
export interface PaperCode {
  /** Of its QR code, in characters of the alphanumeric mode. */
  text: string;
  /** From when on it is no longer good. */
  until: Date;
  /** What the code says, to be printed beside it: whoever checks it compares the two. */
  shown: readonly ClaimValue[];
}

/**
 * The code of a paper card, for somebody without a phone: an act of the log. It is bound to no key, so that whoever has the
 * paper can show it; a paper that was made before is revoked in the same act.
 * @throws AppError as `issueCopies` does, `forbidden` for an officer's own family or another office's card.
 */
export async function paperCode(tx: Db, gov: Government, { card: id, by }: PaperRequest): Promise<PaperCode> {
  const card = await decided(tx, gov, id, by);
  const revoked = await setCopies(tx, gov, card, 'invalid', { from: PAPER_WALLET });
  const { copy, until, claims } = await makePaper(tx, gov, card);
  await recordCardAct(tx, gov, card, { kind: 'issued', by, details: { format: 'paper', count: 1, revoked } });
  const { offline } = credentialType(gov, card.type);
  const shown = offline.flatMap((name) => claims.find(({ claim }) => claimKey(claim) === name) ?? []);
  return { text: paperOf(copy, { sha256: sha256Of }), until, shown };
}

/**
 * Revokes the paper of a card, as when it is lost: an act of the log if there was one. The card stays.
 * @returns whether there was one.
 * @throws AppError `forbidden` for an officer's own family or another office's card.
 */
export async function revokePapers(tx: Db, gov: Government, { card: id, by }: PaperRequest): Promise<boolean> {
  const card = await decided(tx, gov, id, by);
  const revoked = await setCopies(tx, gov, card, 'invalid', { from: PAPER_WALLET });
  if (revoked > 0) await recordCardAct(tx, gov, card, { kind: 'lost', by, details: { format: 'paper', revoked } });
  return revoked > 0;
}

async function decided(tx: Db, gov: Government, id: CardId, by: Decider): Promise<Card> {
  const card = await lockCard(tx, id);
  if (by.kind === 'officer') await asOffice(tx, gov, card, by);
  return card;
}
