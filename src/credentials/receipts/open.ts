import { type Db, first, type RawBuilder, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { CARD_ACTS } from '../cards/index.ts';
import { issuersOf, KEEPER, mayHandleKeys } from '../issuers/index.ts';

/** Somebody who wants to see what was recorded of an act: at the post of an office, or for themselves. */
export interface ActReader {
  person: string;
  post?: { agency: string; role: string };
}

/** What is asked for: an entry of the public log whose leaf was made at an instant. */
export interface ActAsk {
  db: Db;
  gov: Government;
  entry: string;
  at: Date;
  /** None for whoever is not signed in. */
  reader: ActReader | undefined;
}

/** What was recorded, and what opens its leaf in the log; null once its person is erased. */
export interface OpenedAct {
  content: Record<string, unknown>;
  salt: string | null;
}

/** Finds an act by whom it belongs to, so that nobody else's is ever read. */
type Opener = (ask: ActAsk) => Promise<OpenedAct | undefined>;

/** The time-ordered ids (RFC 9562, version 7) of one millisecond: acts of that instant are found by their keys. */
function madeAt(column: 'id', at: Date): RawBuilder<unknown> {
  const time = at.getTime().toString(16).padStart(12, '0');
  const id = (rest: string) => `${time.slice(0, 8)}-${time.slice(8)}-${rest}`;
  const [from, until] = [id('0000-0000-000000000000'), id('ffff-ffff-ffffffffffff')];
  return sql`${sql.ref(column)} between ${from} and ${until}`;
}

/** Its holder's; of what an officer did, also that office's, though not of what others did with the card. */
const cardAct: Opener = async ({ db, gov, entry, at, reader }) => {
  if (!reader) return undefined;
  const own = await first(
    db,
    sql<OpenedAct>`select content, salt from credentials.card_act
      where person = ${reader.person} and ${madeAt('id', at)} and entry = ${entry}`,
  );
  if (own || !reader.post) return own;
  const found = await first(
    db,
    sql<OpenedAct>`select content, salt from credentials.card_act
      where officer is not null and ${madeAt('id', at)} and entry = ${entry}`,
  );
  // Of a person who was erased nothing says any more of which type the card was.
  const type = gov.pack.credentials.get(String(found?.content.type));
  const { agency, role } = reader.post;
  return type?.agency === agency && type.office === role ? found : undefined;
};

const issuerAct = ({ db, entry, at }: ActAsk, agencies: readonly string[]): Promise<OpenedAct | undefined> =>
  first(
    db,
    sql<OpenedAct>`select content, salt from credentials.issuer_act
      where agency = any(${agencies}) and ${madeAt('id', at)} and entry = ${entry}`,
  );

/** Which keys are believed concerns everybody, and names nobody. */
const keysChanged: Opener = (ask) => issuerAct(ask, [...issuersOf(ask.gov), KEEPER]);

/** What is not decided yet, and whose key might be distrusted, is known to those who decide. */
const distrustDiscussed: Opener = async (ask) => {
  const post = ask.reader?.post;
  return post ? issuerAct(ask, mayHandleKeys(ask.gov, post)) : undefined;
};

/** Who may ask people for what is public, and so is that it came to be so. */
const partyAct: Opener = ({ db, entry, at }) =>
  first(
    db,
    sql<OpenedAct>`select content, salt from credentials.party_act where ${madeAt('id', at)} and entry = ${entry}`,
  );

/** What somebody has shown to the government is for them alone: those who were shown it have forgotten it. */
const presentationAct: Opener = async ({ db, entry, at, reader }) =>
  reader &&
  first(
    db,
    sql<OpenedAct>`select content, salt from credentials.presentation_act
      where person = ${reader.person} and ${madeAt('id', at)} and entry = ${entry}`,
  );

const OPENERS: Readonly<Record<string, Opener>> = {
  ...Object.fromEntries(CARD_ACTS.map((kind) => [`card.${kind}`, cardAct])),
  'issuer.opened': keysChanged,
  'issuer.rotated': keysChanged,
  'issuer.distrusted': keysChanged,
  'issuer.distrust-proposed': distrustDiscussed,
  'issuer.distrust-declined': distrustDiscussed,
  'party.registered': partyAct,
  'party.certified': partyAct,
  'party.certificate-withdrawn': partyAct,
  'party.withdrawn': partyAct,
  'presentation.verified': presentationAct,
};

/**
 * What was recorded of an act on cards, on the keys of issuers or on relying parties, for whoever may see it.
 * @param kind of its leaf in the public log.
 * @returns undefined for anybody else, and for acts of other rooms: they see the proof, and not what it is about.
 */
export async function openCardReceipt(kind: string, ask: ActAsk): Promise<OpenedAct | undefined> {
  return Object.hasOwn(OPENERS, kind) ? OPENERS[kind]!(ask) : undefined;
}
