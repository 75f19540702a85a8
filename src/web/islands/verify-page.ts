import type { Locale } from '../../kernel/index.ts';
import {
  FAULT_TEXT,
  FILE_LIMIT,
  FINDINGS,
  FileError,
  type Finding,
  KEYS_TEXT,
  openingOf,
  type Paper,
  parsePolicy,
  readPaper,
  readReceipt,
  type Verdict,
  verdictOnReceipt,
  verifyFile,
} from '../../log/browser/verify-file.ts';
import type { Receipt } from '../../log/index.ts';
import { contentList, type Dictionary } from './shared/content.ts';
import { keepPage } from './shared/keep-page.ts';
import { findingOf, instantText, OVERALL, showOutcome, showWitnesses } from './shared/outcome.ts';
import { ownPolicy, watchOwnKeys } from './shared/own-keys.ts';

/*
 * The page on which anybody verifies a proof. All is worked out here: a file is not sent anywhere, and of the code on a
 * printed decision the server is told only which entry it is.
 */

type Answer = { state: 'pending' } | { state: 'logged'; receipt: Receipt };
type Note = 'badCode' | 'notYet' | 'unreachable' | 'needsFile';

const root = document.querySelector<HTMLElement>('[data-verify]')!;
const locale = root.dataset.verify as Locale;
const dictionary = JSON.parse(root.dataset.dictionary!) as Dictionary;
const result = document.getElementById('result')!;

/** How often the log is asked for an act that it has not taken in yet, in milliseconds, and how many times at most. */
const ROUND = 1_000;
const ROUNDS = 60;

/** Beside each finding. */
const MARKS: Record<ReturnType<typeof findingOf>, string> = { ok: '✓', failed: '×', unknown: '?' };

/** What the code of a paper said, while that paper is being verified. */
let paper: Paper | undefined;

/** Counts what was asked to be verified, so that a late answer does not overwrite a newer one. */
let asked = 0;

const given = () => ({ own: ownPolicy(), site: root.dataset.policy });
const part = (selector: string): HTMLElement => result.querySelector<HTMLElement>(selector)!;

/** Begins anew: nothing is shown but notes. */
function begin(...notes: Note[]): number {
  showOutcome(result, undefined);
  for (const name of ['[data-claims]', '[data-content]']) part(name).hidden = true;
  note(...notes);
  asked += 1;
  return asked;
}

/** Says where things stand, in the place of what was said before. */
function note(...notes: Note[]): void {
  for (const place of result.querySelectorAll<HTMLElement>('[data-note]'))
    place.hidden = !notes.includes(place.dataset.note as Note);
}

async function verifyChosen(file: File): Promise<void> {
  const turn = begin();
  showOutcome(result, 'checking');
  try {
    if (file.size > FILE_LIMIT) throw new FileError('too-large');
    const text = await file.text();
    const verdict = await (paper && paper.content === undefined
      ? verifyWithPaper(text, paper)
      : verifyFile(text, given()));
    if (turn === asked) show(verdict);
  } catch (error) {
    if (turn !== asked) return;
    // Whatever else went wrong, the device could not read the file.
    const { fault, member } = error instanceof FileError ? error : new FileError('not-json');
    fill(
      'fault',
      FAULT_TEXT[fault][locale].replace('{member}', () => member),
    );
    showOutcome(result, 'unreadable');
  }
}

/** A file brings the content that was too long for the paper: it has to fit the paper's salt. */
function verifyWithPaper(text: string, { salt }: Paper): Promise<Verdict> {
  const file = readReceipt(text);
  const opening = openingOf(file);
  return verdictOnReceipt(file, given(), opening && { salt, content: opening.content });
}

/** Verifies what the address holds after its `#`, if anything. */
async function verifyAddress(): Promise<void> {
  const fragment = location.hash.slice(1);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) link.hash = location.hash;
  if (!fragment || document.getElementById(fragment)) return; // a place on this page
  const turn = begin();
  paper = undefined;
  try {
    paper = await readPaper(fragment);
  } catch {
    return note('badCode');
  }
  if (paper.content !== undefined) showContent(paper.content, false);
  await verifyPaper(paper, turn);
}

async function verifyPaper(read: Paper, turn: number, round = 1): Promise<void> {
  const { entry, salt, content } = read;
  try {
    const response = await fetch(`/api/log/entries/${entry}`);
    if (turn !== asked) return;
    if (response.status === 404) return showOutcome(result, 'noEntry');
    const answer = (await response.json()) as Answer;
    if (answer.state === 'pending') {
      note('notYet');
      if (round < ROUNDS) setTimeout(() => void verifyPaper(read, turn, round + 1), ROUND);
      return;
    }
    note(...(content === undefined ? (['needsFile'] as const) : []));
    const verdict = await verdictOnReceipt(
      answer.receipt,
      given(),
      content === undefined ? undefined : { salt, content },
    );
    // Without the content, anything may be printed beside the code: the entry alone says nothing of this paper.
    const open = content === undefined ? [{ id: 'content-matches', text: FINDINGS['content-matches'].unknown }] : [];
    if (turn === asked) show(verdict, open);
  } catch {
    if (turn === asked) note('unreachable');
  }
}

/** What could not be settled here, so that nothing is called proved. */
type Open = Pick<Finding, 'text'> & { id: string };

/** Shows a verdict: the outcome with what each check found, what is claimed, and the content. */
function show({ outcome, meaning, findings, keys, receipt }: Verdict, more: readonly Open[] = []): void {
  // Whoever forges a file brings keys along that fit it: with no other word on the keys, nothing is proved yet.
  const open = keys === 'file' ? [...more, { id: 'keys', text: KEYS_TEXT.file }] : more;
  const lines = [...findings, ...open.map((line) => ({ ...line, ok: null }))];
  const reached = outcome === 'proved' && open.length > 0 ? 'undecided' : outcome;
  for (const list of result.querySelectorAll('[data-findings]')) list.replaceChildren(...lines.map(findingItem));
  showOutcome(result, OVERALL[reached]);
  fill('meaning', meaning?.[locale]);
  fill('keys', KEYS_TEXT[keys][locale]);
  const { leaf, origin, index = 0, size = 0, content, witnesses = [] } = receipt ?? {};
  fill('act', leaf && (dictionary.acts[leaf.kind] ?? dictionary.otherAct.replace('{kind}', () => leaf.kind)));
  fill('agency', leaf && (dictionary.agencies[leaf.agency] ?? leaf.agency));
  fill('at', leaf && instantText(new Date(leaf.at), dictionary.zone));
  fill('log', origin);
  fill(
    'place',
    receipt &&
      part('[data-fill="place"]')
        .dataset.pattern!.replace('{place}', String(index + 1))
        .replace('{size}', String(size)),
  );
  showWitnesses(result, witnesses);
  part('[data-claims]').hidden = false;
  showContent(content, reached === 'proved');
}

function findingItem({ id, ok, text }: Open & Pick<Finding, 'ok'>): HTMLElement {
  const item = document.createElement('li');
  item.dataset.check = id;
  item.dataset.finding = findingOf(ok);
  const mark = document.createElement('span');
  mark.ariaHidden = 'true'; // the words say it, too
  mark.textContent = MARKS[findingOf(ok)];
  item.append(mark, ` ${text[locale]}`);
  return item;
}

/** Puts a text into its place; a row of a list that has none is hidden. */
function fill(name: string, text: string | undefined): void {
  const place = part(`[data-fill="${name}"]`);
  place.textContent = text ?? '';
  const row = place.closest<HTMLElement>('.govuk-summary-list__row') ?? place;
  row.hidden = text === undefined;
}

function showContent(content: unknown, isProved: boolean): void {
  part('[data-content]').hidden = content === undefined;
  if (content === undefined) return;
  part('[data-proved]').hidden = !isProved;
  part('[data-unproved]').hidden = isProved;
  part('[data-list]').replaceChildren(contentList(content, dictionary));
  fill('letter', JSON.stringify(content, null, 2));
}

function watchFiles(): void {
  const input = document.querySelector<HTMLInputElement>('#file')!;
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void verifyChosen(file);
  });
  // Anywhere on the page: a file that is dropped beside the field must not be opened in the page's place.
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void verifyChosen(file);
  });
}

document.querySelector<HTMLElement>('[data-without-script]')!.hidden = true;
document.querySelector<HTMLElement>('[data-with-script]')!.hidden = false;
watchFiles();
watchOwnKeys(parsePolicy);
addEventListener('hashchange', () => void verifyAddress());
void verifyAddress();
void keepPage().then((kept) => {
  document.querySelector<HTMLElement>('[data-kept]')!.hidden = !kept;
});
