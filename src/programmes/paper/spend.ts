import { type Db, dayOf, type Text } from '../../kernel/index.ts';
import { accountOf } from '../../ledger/index.ts';
import type { Government } from '../../pack/index.ts';
import { noteAccount } from '../accounts.ts';
import { homeOf } from '../entitlements/store.ts';
import type { FindNotes, NoteFound } from '../payments/notes.ts';
import { Guesses } from './guesses.ts';
import { isScratchCode } from './note-code.ts';
import { noteKey, noteSecrets } from './note-keys.ts';
import { noteText, otherProgrammeText, standingText } from './note-words.ts';
import { type NoteStanding, noteStandings, type Recognised, recognise } from './standing.ts';

/** A note that somebody wants to spend. */
export interface NoteAsk {
  programme: string;
  /** As typed or scanned. */
  serial: string;
  /** The digits under the scratch field. */
  secret: string;
  /** Who tries: a shop's or a person's id. Wrong codes are counted for each. */
  asker: string;
  at: Date;
}

/** A note that can be spent, whole. */
export type GoodNote = Extract<NoteStanding, { state: 'good' | 'expired' }> & { expiresAt: Date };

/** The note, or why it is not taken. */
export type NoteAnswer = { note: GoodNote } | { refused: Text };

/**
 * Looks notes up that are to be spent, and checks their scratch codes: what is wrong with each, in the order asked.
 * Wrong codes are counted in the transaction, which must commit although nothing is paid. What is good here is still
 * for the ledger to pay: of two who spend a note at once, it pays one.
 */
export async function spendableNotes(tx: Db, gov: Government, asks: readonly NoteAsk[]): Promise<NoteAnswer[]> {
  const answers: NoteAnswer[] = asks.map(() => ({ refused: noteText('unknown') }));
  const seen = new Map<number, Recognised>();
  const series = new Map();
  for (const [nth, { serial, programme }] of asks.entries()) {
    const found = await recognise(tx, serial, series);
    if (typeof found === 'string') answers[nth] = { refused: noteText(found) };
    else if (found.programme !== programme) answers[nth] = { refused: await othersText(tx, gov, found, asks[nth]!.at) };
    else seen.set(nth, found);
  }
  for (const [programme, nths] of Map.groupBy(seen.keys(), (nth) => asks[nth]!.programme)) {
    const some = nths.map((nth) => ({ ask: asks[nth]!, found: seen.get(nth)! }));
    const answered = await ofOneProgramme(tx, gov, programme, some);
    nths.forEach((nth, at) => {
      answers[nth] = answered[at]!;
    });
  }
  return answers;
}

/** A note of another programme: perhaps one that has ended and looks alike. Then that is the reason. */
async function othersText(tx: Db, gov: Government, found: Recognised, at: Date): Promise<Text> {
  const standing = (await noteStandings(tx, gov, found.programme, [found], at)).get(found.text)!;
  return standing.state === 'good' ? otherProgrammeText(gov, found.programme) : standingText(gov, standing);
}

async function ofOneProgramme(
  tx: Db,
  gov: Government,
  programme: string,
  notes: readonly { ask: NoteAsk; found: Recognised }[],
): Promise<NoteAnswer[]> {
  const at = notes.reduce((latest, { ask }) => (ask.at > latest ? ask.at : latest), notes[0]!.ask.at);
  const standings = await noteStandings(
    tx,
    gov,
    programme,
    notes.map(({ found }) => found),
    at,
  );
  const secrets = await noteSecrets(gov.config);
  const guesses = await Guesses.read(tx, programme, dayOf(at, gov.pack.timeZone), {
    serials: notes.map(({ found }) => found.text),
    askers: notes.map(({ ask }) => ask.asker),
  });
  const answers = notes.map(({ ask: { secret, asker }, found: { text } }): NoteAnswer => {
    const standing = standings.get(text)!;
    // That it is not to be taken anyway is told without its code: that much is public.
    if (standing.state !== 'good') return { refused: standingText(gov, standing) };
    if (secret.trim() === '') return { refused: noteText('no-code') };
    const shut = guesses.areSpent(text, asker);
    if (shut) return { refused: noteText(`${shut}-shut`) };
    const signedBy = secrets.find(({ name }) => name === standing.run.signingKey);
    if (!signedBy || !isScratchCode(noteKey(signedBy, programme), text, secret))
      return { refused: noteText('wrong-code', { left: guesses.count(text, asker) }) };
    return { note: standing as GoodNote };
  });
  await guesses.write(tx);
  return answers;
}

/** For the payer of payments: the account of each note, its worth, and where whoever got it lives. */
export const findNotes: FindNotes = async (tx, gov, notes) => {
  const answers = await spendableNotes(
    tx,
    gov,
    notes.map(({ request: { programme, serial, secret = '', shop }, at }) => ({
      programme,
      serial,
      secret,
      asker: shop,
      at,
    })),
  );
  const found: NoteFound[] = [];
  for (const answer of answers) {
    if ('refused' in answer) found.push(answer);
    else {
      const { programme, serial, value, person } = answer.note;
      const account = accountOf(noteAccount(gov, programme, serial));
      const isBound = gov.pack.programmes.get(programme)?.spending.regions === 'home';
      found.push({
        spend: { serial, account, amount: value, home: isBound ? await homeOf(tx, person, programme) : undefined },
      });
    }
  }
  return found;
};
