import { thumbprintOf } from '../../formats/index.ts';
import { type Db, json, run, sql, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { actingFor, PARTIES } from '../issuers/names.ts';
import { sha256Of } from '../primitives.ts';

/** What is done with relying parties. */
export type PartyActToRecord =
  /** @param version SHA-256 of its file. */
  | { party: string; kind: 'registered'; version: string }
  | { party: string; kind: 'certified' | 'certificate-withdrawn'; certificate: Uint8Array }
  | { party: string; kind: 'withdrawn' };

/** Logs an act and keeps what opens it. @returns its entry in the public log. */
export async function recordPartyAct(tx: Db, gov: Government, act: PartyActToRecord): Promise<string> {
  const { party, kind } = act;
  const at = gov.clock.now();
  const content = {
    party,
    kind,
    ...(act.kind === 'registered' && { version: act.version }),
    ...('certificate' in act && { certificate: thumbprintOf(new Uint8Array(act.certificate), sha256Of) }),
  };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, {
    ...{ kind: `party.${kind}`, agency: actingFor(gov, PARTIES), at, content },
  });
  await run(
    tx,
    sql`insert into credentials.party_act (party, id, kind, content, at, entry, salt)
      values (${party}, ${uuidv7(at)}, ${kind}, ${json(content)}, ${at}, ${entry}, ${salt})`,
  );
  return entry;
}
