import { type Db, ifUndone, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Disclosed, type Occasion, recordDisclosures } from '../disclosures.ts';
import type { Heard } from './ask.ts';

type HeardAt = ReadonlyMap<number, Heard>;

/**
 * Records what was read of people, here and of nodes, in the transaction of the read. What was asked of a node is told
 * whether it answered or not, since its agency saw the question: also where the transaction is undone later.
 */
export async function recordTold(
  tx: Db,
  gov: Government,
  occasion: Occasion,
  { reads, heard }: { reads: readonly Disclosed[]; heard: HeardAt },
): Promise<void> {
  const told = reads.map((read, place) => ({ read, node: heard.get(place) }));
  const disclosed = (some: typeof told) => some.map(({ read, node }) => ({ ...read, asked: node?.asked.state }));
  const isDisclosed = ({ node }: (typeof told)[number]) => !node || node.isSent || node.asked.state !== 'unanswered';
  await recordDisclosures(tx, gov, occasion, disclosed(told.filter(isDisclosed)));
  const sent = disclosed(told.filter(({ node }) => node?.isSent));
  if (sent.length > 0) ifUndone(tx, () => void tellAlone(gov, occasion, sent));
}

async function tellAlone(gov: Government, occasion: Occasion, sent: readonly Disclosed[]): Promise<void> {
  try {
    await transaction(gov.db, (tx) => recordDisclosures(tx, gov, occasion, sent));
  } catch (err) {
    gov.logger.error(
      { err, registries: sent.map(({ registry }) => registry) },
      'what a node was asked was not recorded',
    );
  }
}
