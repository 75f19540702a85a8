import {
  base64,
  bytesOf,
  bytesOfUrl,
  type Locked,
  lockByPasskey,
  lockByPassphrase,
  type Opening,
  placeInLocker,
  type Secrets,
  unlock,
} from './shared/lock.ts';
import { mayGiveSecrets, newSalt, PasskeyError, passkeySecret } from './shared/passkey-secret.ts';

/*
 * The locker: what its owner chose is fetched as a PDF, locked here, and only then sent to be kept. Neither the passphrase
 * nor what the passkey gives ever leaves the page.
 */

const LEAST = 12;

/** Why something was not done, by the name of what the page says then. */
class Refusal extends Error {}

/** Locks bytes in their place with a secret that was asked for before. */
type Lock = (bytes: Uint8Array<ArrayBuffer>, place: string) => Promise<Locked>;

/** How the secret of each way to lock is asked for. */
const LOCKS: Record<string, (part: HTMLElement) => Promise<Lock>> = {
  async passkey({ dataset }) {
    const own = (JSON.parse(dataset.passkeys!) as string[]).map(bytesOfUrl);
    const secret = await passkeySecret(own, newSalt());
    return (bytes, place) => lockByPasskey(secret, bytes, place);
  },
  async passphrase(part) {
    const passphrase = typedIn(part, 'passphrase');
    if ([...passphrase].length < LEAST) throw new Refusal('short');
    if (passphrase !== typedIn(part, 'again')) throw new Refusal('differs');
    return (bytes, place) => lockByPassphrase(passphrase, bytes, place);
  },
};

for (const element of document.querySelectorAll<HTMLElement>('[data-locker-without]')) element.hidden = true;
for (const part of document.querySelectorAll<HTMLElement>('[data-locker-open]')) begin(part, openKept);
const wayTo = (lock: string) => document.querySelector<HTMLElement>(`[data-locker-lock="${lock}"]`);
const [byPasskey, byPassphrase] = [wayTo('passkey'), wayTo('passphrase')];
if (byPassphrase) begin(byPassphrase, lockChosen);
if (byPasskey && (await mayGiveSecrets())) begin(byPasskey, lockChosen);
else offerPassphrase();

/** Shows the other way where a passkey does not do. */
function offerPassphrase(): void {
  const other = byPassphrase?.querySelector('details');
  if (other) other.open = true;
}

function begin(part: HTMLElement, act: (part: HTMLElement) => Promise<void>): void {
  const button = part.querySelector('button')!;
  const said = part.querySelector<HTMLElement>('[data-locker-said]')!;
  const say = (name: string) => {
    said.textContent = part.dataset[name] ?? '';
    said.hidden = false;
  };
  part.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    say('working');
    try {
      await act(part);
      said.hidden = true;
    } catch (error) {
      say(nameOf(error));
    }
    button.disabled = false;
  });
  // The form around it would be sent to the server with the passphrase in it.
  part.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    button.click();
  });
}

/** By which name the page says what went wrong. */
function nameOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (!(error instanceof PasskeyError)) return 'failed';
  if (error.reason === 'cancelled') return 'cancelled';
  offerPassphrase();
  return 'unable';
}

const typedIn = (part: HTMLElement, name: string): string =>
  part.querySelector<HTMLInputElement>(`input[name="${name}"]`)!.value;

async function lockChosen(part: HTMLElement): Promise<void> {
  const { lockerLock, owner, done } = part.dataset;
  const ticked = [...document.querySelectorAll<HTMLInputElement>('input[type="checkbox"]:checked')];
  if (ticked.length === 0) throw new Refusal('nothing');
  // First, since a browser asks for a passkey only just after a press, and so that whoever thinks better of it has taken nothing.
  const lock = await LOCKS[lockerLock!]!(part);
  // Whose data it is, where it is not the reader's own.
  const of = part.closest('form')!.querySelectorAll<HTMLInputElement>('input[name="of"]');
  const chosen = new URLSearchParams([...[...ticked, ...of].map(({ name, value }) => [name, value]), ['form', 'pdf']]);
  const file = await answered(await fetch('/my-data/download', { method: 'POST', body: chosen }));
  // Named here, since what is locked is bound to its name.
  const id = crypto.randomUUID();
  const { opening, sealed } = await lock(new Uint8Array(await file.arrayBuffer()), placeInLocker(owner!, id));
  await answered(
    await fetch('/api/my-data/locker', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, opening, sealed: base64(sealed) }),
    }),
  );
  location.assign(done!);
}

async function openKept(part: HTMLElement): Promise<void> {
  const { lockerOpen: id, owner } = part.dataset;
  const response = await answered(await fetch(`/api/my-data/locker/${id}`));
  const { opening, sealed } = (await response.json()) as { opening: Opening; sealed: string };
  const secrets: Secrets = {
    passphrase: () => typedIn(part, 'passphrase'),
    passkey: async (credential, salt) => (await passkeySecret([credential], salt)).secret,
  };
  const locked = { opening, sealed: bytesOf(sealed) };
  const file = await unlock(secrets, locked, placeInLocker(owner!, id!)).catch((error) => {
    throw error instanceof PasskeyError ? error : new Refusal('wrong');
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([file], { type: 'application/pdf' }));
  link.download = 'my-data.pdf';
  link.click();
  URL.revokeObjectURL(link.href);
}

async function answered(response: Response): Promise<Response> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response;
}
