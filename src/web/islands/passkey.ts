import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/*
 * Passkeys (Web Authentication) on the pages for signing in, for proving again who one is, for signing a consent, and for
 * settings. All words are in the page; without this script it says that passkeys need it.
 */

/** What the button of each kind of part does; resolves to the address to go on to. */
const ACTIONS: Record<string, (part: HTMLElement) => Promise<string>> = {
  'sign-in': ({ dataset }) => prove('/api/passkeys/authentication', dataset.next),
  again: ({ dataset }) => prove('/api/passkeys/proof', dataset.next),
  /** What is signed is in the page: the challenge is its hash. */
  async sign({ dataset }) {
    const optionsJSON = JSON.parse(dataset.options!) as PublicKeyCredentialRequestOptionsJSON;
    const credential = await startAuthentication({ optionsJSON });
    const answer = (await post(dataset.to!, { credential, locale: dataset.locale })) as { next: string };
    return answer.next;
  },
  async register(part) {
    const optionsJSON = (await post('/api/passkeys/registration/options')) as PublicKeyCredentialCreationOptionsJSON;
    const credential = await startRegistration({ optionsJSON });
    const title = part.querySelector('input')?.value ?? '';
    await post('/api/passkeys/registration', { credential, title });
    return part.dataset.done ?? '';
  },
};

async function prove(path: string, next: string | undefined): Promise<string> {
  const optionsJSON = (await post(`${path}/options`)) as PublicKeyCredentialRequestOptionsJSON;
  const credential = await startAuthentication({ optionsJSON });
  const answer = (await post(path, { credential, next })) as { next: string };
  return answer.next;
}

async function post(path: string, body?: object): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

function say(part: HTMLElement, message: string | undefined): void {
  for (const element of part.querySelectorAll<HTMLElement>('[data-passkey-message]')) {
    element.hidden = element.dataset.passkeyMessage !== message;
  }
}

/** What to say of an error, by its name (Web Authentication §5.1.3, §5.1.4). */
const MESSAGES: Record<string, string> = {
  // Cancelled, timed out and "there is none" have one name, so as not to tell who has a passkey.
  NotAllowedError: 'cancelled',
  AbortError: 'cancelled',
  // The page's host cannot be a relying party, as an IP address cannot.
  SecurityError: 'address',
};

function begin(part: HTMLElement): void {
  part.querySelector<HTMLElement>('[data-passkey-without]')!.hidden = true;
  if (!browserSupportsWebAuthn()) {
    say(part, 'unsupported');
    return;
  }
  part.querySelector<HTMLElement>('[data-passkey-ready]')!.hidden = false;
  const button = part.querySelector('button')!;
  button.addEventListener('click', async () => {
    say(part, undefined);
    button.disabled = true;
    try {
      location.assign(await ACTIONS[part.dataset.passkey!]!(part));
    } catch (error) {
      say(part, MESSAGES[(error as Error).name] ?? 'failed');
    }
    button.disabled = false;
  });
}

for (const part of document.querySelectorAll<HTMLElement>('[data-passkey]')) begin(part);
