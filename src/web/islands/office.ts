/**
 * Keys for a practised officer. The page says which there are (`#keys`) and marks what they lead to: links of the queue
 * stand in `data-queue`, a form is in an element with `data-key`. Nothing happens while somebody writes, nor when they
 * have turned the keys off (WCAG 2.2, 2.1.4).
 */
const STORED = 'madang.office-keys';

const help = document.querySelector<HTMLDetailsElement>('#keys');
const choice = document.querySelector<HTMLElement>('[data-keys-choice]');
const box = choice?.querySelector<HTMLInputElement>('input');

if (choice && box) {
  box.checked = localStorage.getItem(STORED) !== 'off';
  box.addEventListener('change', () => localStorage.setItem(STORED, box.checked ? 'on' : 'off'));
  choice.hidden = false;
}

document.addEventListener('keydown', (event) => {
  if (!box?.checked || event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return;
  if (act(keyOf(event))) event.preventDefault();
});

/** Does what a key stands for on this page; false where it stands for nothing. */
function act(key: string): boolean {
  if (key === '?') return toggleHelp();
  if (key === 'j') return moveInQueue(1);
  if (key === 'k') return moveInQueue(-1);
  const form = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const field = form?.querySelector<HTMLElement>('textarea, select, input:not([type="hidden"])');
  field?.focus();
  return Boolean(field);
}

function moveInQueue(step: number): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('[data-queue] th a')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? links[0] : links[at + step];
  next?.focus();
  return links.length > 0;
}

function toggleHelp(): boolean {
  if (!help) return false;
  help.open = !help.open;
  help.querySelector('summary')?.focus();
  return true;
}

/** The Latin letter of a key; by its place where another script is being typed, as `ㅓ` on the key of j. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (/^[a-z?]$/i.test(key)) return key.toLowerCase();
  if (code === 'Slash' && shiftKey) return '?';
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : '';
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

export {};
