import type { Db } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { relatedPeople } from '../../registry/index.ts';
import { setCopies } from './copies.ts';
import { credentialType } from './may-have.ts';
import type { Card, CardId, Decider, EndReason } from './model.ts';
import { refused } from './refusals.ts';
import { lockCard, recordCardAct, setState } from './store.ts';

/** A decision about a card. */
export interface CardDecision {
  card: CardId;
  by: Decider;
  /** One of ours, or an officer's words, which are kept with the act. */
  reason: EndReason | (string & {});
}

/**
 * Suspends a card: what is out of it is not valid until it is resumed. One that is suspended already stays as it is, but
 * what an officer suspends only an officer resumes.
 * @throws AppError for one that is revoked, or that is not theirs to decide about.
 */
export async function suspendCard(tx: Db, gov: Government, decision: CardDecision): Promise<Card> {
  const card = await decideOn(tx, gov, decision);
  const { by, reason } = decision;
  const stays = card.state === 'suspended' && (by.kind === 'holder' || card.suspendedBy !== 'holder');
  if (stays) return card;
  await setState(tx, card, 'suspended', by.kind);
  if (card.state === 'valid') await setCopies(tx, gov, card, 'suspended');
  await recordCardAct(tx, gov, card, { kind: 'suspended', by, details: { reason } });
  return { ...card, state: 'suspended', suspendedBy: by.kind };
}

/**
 * Ends a suspension.
 * @throws AppError for one that is revoked, or that an officer has suspended where its holder asks.
 */
export async function resumeCard(tx: Db, gov: Government, decision: CardDecision): Promise<Card> {
  const card = await decideOn(tx, gov, decision);
  if (card.state === 'valid') return card;
  if (decision.by.kind === 'holder' && card.suspendedBy !== 'holder') throw refused('not-yours');
  await setState(tx, card, 'valid');
  await setCopies(tx, gov, card, 'valid');
  await recordCardAct(tx, gov, card, { kind: 'resumed', by: decision.by, details: { reason: decision.reason } });
  return { ...card, state: 'valid', suspendedBy: null };
}

/** Revokes a card for ever, with all that is out of it. One that is revoked stays so. */
export async function revokeCard(tx: Db, gov: Government, decision: CardDecision): Promise<Card> {
  const card = await decideOn(tx, gov, decision, { over: true });
  if (card.state === 'revoked') return card;
  await setState(tx, card, 'revoked');
  await setCopies(tx, gov, card, 'invalid');
  await recordCardAct(tx, gov, card, { kind: 'revoked', by: decision.by, details: { reason: decision.reason } });
  return { ...card, state: 'revoked', suspendedBy: null };
}

async function decideOn(tx: Db, gov: Government, { card: id, by }: CardDecision, { over = false } = {}): Promise<Card> {
  const card = await lockCard(tx, id);
  if (by.kind === 'officer') await asOffice(tx, gov, card, by);
  if (card.state === 'revoked' && !over) throw refused('over');
  return card;
}

type Officer = Extract<Decider, { kind: 'officer' }>;

/** Whether an officer has the office that decides about cards of a type. */
export function isOfOffice(gov: Government, card: Pick<Card, 'type'>, { agency, role }: Officer): boolean {
  const type = credentialType(gov, card.type);
  return type.agency === agency && type.office === role;
}

/**
 * The office of its type decides, and nobody about themself or their family.
 * @throws AppError `forbidden`.
 */
export async function asOffice(
  tx: Db,
  gov: Government,
  card: Pick<Card, 'type' | 'person' | 'subject'>,
  officer: Officer,
): Promise<void> {
  if (!isOfOffice(gov, card, officer)) throw refused('not-office');
  const family = await relatedPeople(tx, gov, officer.person);
  if (family.has(card.person) || family.has(card.subject)) throw refused('family');
}
