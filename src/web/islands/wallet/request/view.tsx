import { useEffect, useState } from 'preact/hooks';
import { freshCopies, type OpenWallet, remember } from '../store.ts';
import type { ViewProps } from '../view.ts';
import { nameOfPart } from './decision.ts';
import { type Asked, answer, type Reading, readRequest, refuse, type Sent } from './flow.ts';
import { AskedBy, CameOf, NoCard, Stopped, Waiting } from './outcomes.tsx';
import type { Wanted } from './question.ts';
import { type Decided, QuestionForm } from './question-form.tsx';
import { recordOf, recordOfStop } from './record.ts';
import { ToSign } from './to-sign.tsx';
import { REQUEST_WORDS as WORDS } from './words.ts';

/** What came of an answer: how it was sent, and what was decided. */
type Came = { sent: Sent; decided: Decided };

/** Somebody asks for cards: who, for what, what exactly; and the answer to it. */
export function RequestView({ wallet, locale, rest, go }: ViewProps) {
  const [reading, setReading] = useState<Reading>();
  const [shownBefore, setShownBefore] = useState<ReadonlySet<string>>(new Set());
  const [came, setCame] = useState<Came | 'sending'>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let isOver = false;
    setReading(undefined);
    setCame(undefined);
    void readRequest(wallet, `openid4vp://?${rest}`).then(async (read) => {
      if (read.state === 'stopped' && LASTING.has(read.reason))
        await remember(wallet, recordOfStop(read.party, read.clientId, read.reason));
      const used = read.state === 'question' ? await usedUp(wallet, read.wanted) : new Set<string>();
      if (isOver) return;
      setShownBefore(used);
      setReading(read);
    });
    return () => {
      isOver = true;
    };
  }, [rest, turn]);

  async function send(asked: Asked, decided: Decided, isRefusal: boolean): Promise<void> {
    setCame('sending');
    const sent = await (isRefusal ? refuse(asked) : answer(wallet, asked, decided.told));
    const failed = sent.state === 'failed' && { outcome: 'failed' as const, why: sent.reason };
    const came = failed || { outcome: isRefusal ? ('refused' as const) : ('given' as const) };
    await remember(
      wallet,
      recordOf(asked.party, decided.told, decided.kept, { ...came, ...signedBy(asked, came.outcome) }),
    );
    setCame({ sent, decided });
    if (sent.state === 'sent' && sent.next !== undefined) location.assign(sent.next);
  }

  const again = () => setTurn(turn + 1);
  if (!reading) return <Waiting text={WORDS.reading[locale]} />;
  if (reading.state === 'stopped') return <Stopped {...{ locale, stopped: reading, go, again }} />;
  const signs = reading.request.transaction !== undefined;
  if (came === 'sending') return <Waiting text={WORDS.sending[locale]} />;
  if (came) return <CameOf {...{ locale, party: reading.party, go, signs }} {...came} />;
  if (reading.state === 'no-card')
    return <NoCard {...{ locale, party: reading.party, go }} onRefuse={() => send(reading, NOTHING, true)} />;
  const asked: Asked = reading;
  return (
    <>
      <AskedBy locale={locale} party={asked.party} signs={signs} />
      {asked.request.transaction && <ToSign locale={locale} transaction={asked.request.transaction} />}
      <QuestionForm
        {...{ locale, party: asked.party, wanted: reading.wanted, shownBefore }}
        signs={signs}
        onShare={(decided) => void send(asked, decided, false)}
        onRefuse={(decided) => void send(asked, decided, true)}
      />
    </>
  );
}

const NOTHING: Decided = { told: [], kept: [] };

/** Who wanted more than they may, or seems to be somebody else, is kept; what nobody can read, or reach, is not. */
const LASTING: ReadonlySet<string> = new Set(['beyond', 'unregistered', 'forged', 'transaction']);

/** What was signed besides, by its title. */
function signedBy({ request: { transaction } }: Asked, outcome: string): { signed?: string } {
  return transaction && outcome === 'given' ? { signed: transaction.data.words.title } : {};
}

/** The parts of which no copy is left that nobody has seen. */
async function usedUp(wallet: OpenWallet, wanted: readonly Wanted[]): Promise<Set<string>> {
  const parts = wanted.flatMap(({ choices }) => choices.flat());
  const fresh = await Promise.all(parts.map(async ({ card, format }) => (await freshCopies(wallet, card.id))[format]));
  return new Set(parts.filter((_, nth) => !fresh[nth]).map(nameOfPart));
}
