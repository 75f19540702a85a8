import type { ComponentChildren } from 'preact';
import { openCardReceipt, relyingParty } from '../../credentials/index.ts';
import { openConsentAct, openReceiverAct, openTemplateAct, wardsOf } from '../../exchange/index.ts';
import type { Caller, Db, Locale } from '../../kernel/index.ts';
import { decodeLeaf, type ReceiptState } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { openReceipt, type ReceiptReader, shopById } from '../../programmes/index.ts';
import { DISCLOSED, openDisclosure, openSettlement } from '../../registry/index.ts';
import { AlarmContent } from './alarm-act.tsx';
import { ConsentActContent } from './consents/act.tsx';
import { TemplateActContent } from './purposes/history.tsx';
import { readersOf } from './readers.ts';
import { ActContent } from './receipt-act.tsx';
import { CardActContent } from './receipt-card.tsx';
import { LookContent } from './receipt-look.tsx';
import { ReceiverActContent } from './receivers/acts.tsx';

/** Which entry of the public log is asked for, made at which instant, and by whom; nobody where they are not signed in. */
interface Ask {
  db: Db;
  gov: Government;
  entry: string;
  at: Date;
  reader: ReceiptReader | undefined;
}

/** An act that its reader may see, and how it is shown. */
export interface OpenedAct {
  content: Record<string, unknown>;
  /** What opens its leaf in the log; null once somebody in it is erased. */
  salt: string | null;
  show(locale: Locale): Promise<ComponentChildren>;
}

/** Finds what was recorded of an act of a kind; undefined where it is another room's, or not for this reader. */
type Opener = (kind: string, ask: Ask) => Promise<OpenedAct | undefined>;

const onProgramme: Opener = async (kind, ask) => {
  const act = await openReceipt(kind, ask);
  return (
    act && {
      ...act,
      async show(locale) {
        const { gov } = ask;
        const shop = typeof act.content.shop === 'string' ? await shopById(gov.db, act.content.shop) : undefined;
        return <ActContent gov={gov} locale={locale} content={act.content} shop={shop?.name} />;
      },
    }
  );
};

const onCard: Opener = async (kind, ask) => {
  const act = await openCardReceipt(kind, ask);
  return (
    act && {
      ...act,
      async show(locale) {
        const { gov } = ask;
        const { content } = act;
        const party = typeof content.party === 'string' ? await relyingParty(gov.db, gov, content.party) : undefined;
        return <CardActContent {...{ gov, locale, content, party }} />;
      },
    }
  );
};

/** What somebody may open, or else one of those for whom they act. */
async function forThemOrWards<T>(
  gov: Government,
  { person }: { person: string },
  open: (person: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  const own = await open(person);
  if (own) return own;
  for (const ward of await wardsOf(gov, person)) {
    const found = await open(ward.person);
    if (found) return found;
  }
  return undefined;
}

/** A look at somebody's data is for them and for who acts for them, once the law lets them know. */
const look: Opener = async (kind, { gov, entry, reader }) => {
  if (kind !== DISCLOSED || !reader) return undefined;
  const at = gov.clock.now();
  const disclosure = await forThemOrWards(gov, reader, (person) => openDisclosure(gov.db, { person, entry, at }));
  return (
    disclosure && {
      ...disclosure,
      async show(locale) {
        const readers = await readersOf(gov, [disclosure]);
        return <LookContent {...{ gov, locale, disclosure, readers }} />;
      },
    }
  );
};

/** What may be asked for, and that somebody asked for more, is public: it names nobody. */
const onPurpose: Opener = async (kind, { db, gov, entry }) => {
  const act = await openTemplateAct(db, kind, entry);
  return act && { ...act, show: async (locale) => <TemplateActContent {...{ gov, locale, content: act.content }} /> };
};

/** What was done with a consent is for whose data it is about, for who gave it, and for who acts for them. */
const onConsent: Opener = async (kind, { gov, db, entry, reader }) => {
  if (!kind.startsWith('consent.') || !reader) return undefined;
  const act = await forThemOrWards(gov, reader, (person) => openConsentAct(db, { person, entry }));
  return act && { ...act, show: async (locale) => <ConsentActContent {...{ gov, locale, act }} /> };
};

const onReceiver: Opener = async (kind, { gov, db, entry, reader }) => {
  const act = await openReceiverAct(db, kind, { entry, person: reader?.person });
  return (
    act && {
      ...act,
      async show(locale) {
        const { content } = act;
        const party = (await relyingParty(db, gov, String(content.party)))?.title;
        return <ReceiverActContent {...{ locale, kind, content, party }} />;
      },
    }
  );
};

/** How an alarm was settled is for those who look after the register. */
const onAlarm: Opener = async (kind, { gov, db, entry, reader }) => {
  const act = await openSettlement(db, gov, kind, { entry, post: reader?.post });
  return act && { ...act, show: async (locale) => <AlarmContent {...{ gov, locale, content: act.content }} /> };
};

const OPENERS: readonly Opener[] = [onProgramme, onCard, onConsent, look, onPurpose, onReceiver, onAlarm];

/** An act, once it is in the log, for whoever of its people or officers asks. */
export async function openedAct(
  gov: Government,
  entry: string,
  state: ReceiptState,
  caller: Caller,
): Promise<OpenedAct | undefined> {
  if (state.state === 'pending') return undefined;
  const { kind, at } = decodeLeaf(Buffer.from(state.receipt.leaf, 'base64'));
  const ask = { db: gov.db, gov, entry, at: new Date(at), reader: readerOf(caller) };
  for (const open of OPENERS) {
    const act = await open(kind, ask);
    if (act) return act;
  }
  return undefined;
}

function readerOf(caller: Caller): ReceiptReader | undefined {
  if (caller.kind === 'resident') return { person: caller.person };
  if (caller.kind !== 'officer') return undefined;
  const { person, agency, role } = caller;
  return { person, post: { agency, role } };
}
