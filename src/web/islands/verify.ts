import { verifyInBrowser } from '../../log/browser/verify.ts';
import type { Receipt } from '../../log/index.ts';
import { findingOf, OVERALL, showOutcome, showWitnesses } from './shared/outcome.ts';

/*
 * Receipts that check themselves: the proof is fetched and worked out here, so that the page's green banner is this
 * browser's finding and not the server's. All words are in the page.
 */

type Answer = { state: 'pending' } | { state: 'logged'; receipt: Receipt };

/** How often a page looks whether the log has taken its act in, in milliseconds, and how many times at most. */
const ROUND = 1_000;
const ROUNDS = 60;

async function fetchEntry(entry: string): Promise<Answer> {
  const response = await fetch(`/api/log/entries/${entry}`);
  if (!response.ok) throw new Error(`the log answered ${response.status}`);
  return response.json() as Promise<Answer>;
}

async function awaitEntry(entry: string, round = 1): Promise<void> {
  const { state } = await fetchEntry(entry);
  if (state === 'logged') location.reload();
  else if (round < ROUNDS) setTimeout(() => void awaitEntry(entry, round + 1), ROUND);
}

async function verify(part: HTMLElement, entry: string): Promise<void> {
  showOutcome(part, 'checking');
  try {
    const answer = await fetchEntry(entry);
    if (answer.state === 'pending') return showOutcome(part, 'server');
    const opening = part.dataset.opening ? JSON.parse(part.dataset.opening) : {};
    const { outcome, checks, witnesses } = await verifyInBrowser({ ...answer.receipt, ...opening });
    const findings = new Map(checks.map(({ id, ok }) => [id as string, findingOf(ok)]));
    for (const line of part.querySelectorAll<HTMLElement>('[data-check]')) {
      line.hidden = findings.get(line.dataset.check!) !== line.dataset.finding;
    }
    showWitnesses(part, witnesses);
    showOutcome(part, OVERALL[outcome]);
  } catch {
    // The log could not be reached: the server's word is all there is.
    showOutcome(part, 'server');
  }
}

for (const part of document.querySelectorAll<HTMLElement>('[data-receipt]')) {
  const entry = part.dataset.receipt!;
  if (part.dataset.pending === undefined) void verify(part, entry);
  else void awaitEntry(entry).catch(() => {});
}
