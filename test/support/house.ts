import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { after } from 'node:test';
import { promisify } from 'node:util';
import { seededHome } from './home.ts';
import { type MadangProcess, startMadang } from './process.ts';

const run = promisify(execFile);

/** A Madang in a process of its own, and what browsers of its people do there. */
export interface House extends MadangProcess {
  home: string;
  /** Signs a persona in; the value of a `Cookie` header. */
  signIn(persona: string): Promise<string>;
  /** Offers somebody a card for another device: by the link of its QR code, with the code that they see. */
  offer(cookie: string, type: string): Promise<{ uri: string; code: string }>;
  /** The address of the wallet here, with the offer of a card for this device. */
  offerHere(cookie: string, type: string): Promise<string>;
  /** Runs `madang` with these words on the same data; what it prints. */
  command(...words: string[]): Promise<string>;
  /** Goes where a wallet sends a browser, and agrees. @returns where the wallet is called back. */
  agree(cookie: string, address: string): Promise<URL>;
}

/** Starts one for a test file, with jobs worked on; it ends with the file's last test. */
export async function startHouse(environment: Record<string, string> = {}): Promise<House> {
  const home = await seededHome();
  const running = await startMadang({ home, environment });
  after(async () => {
    await running.stop();
    await rm(home, { recursive: true });
  });
  const { address } = running;
  const post = (path: string, form: Record<string, string>, cookie = '') =>
    fetch(address + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: address, accept: 'text/html' },
      body: new URLSearchParams(form),
    });
  return {
    ...running,
    home,
    async signIn(persona) {
      const signedIn = await post('/sign-in/demo', { persona });
      return `${cookiesOf(signedIn)}; locale=en`;
    },
    async offer(cookie, type) {
      const shown = await (await post('/cards/offers', { type, to: 'other' }, cookie)).text();
      const uri = /openid-credential-offer:\/\/[^"<\s]+/.exec(shown)?.[0].replaceAll('&amp;', '&');
      const code = /md-offer__code">([\d ]+)/.exec(shown)?.[1]?.replaceAll(' ', '');
      if (!uri || !code) throw new Error(`No offer is shown:\n${shown}`);
      return { uri, code };
    },
    async offerHere(cookie, type) {
      const sent = await post('/cards/offers', { type, to: 'this' }, cookie);
      return sent.headers.get('location')!;
    },
    async command(...words) {
      const environment = { ...process.env, MADANG_HOME: home, ORIGIN: address, DATABASE_URL: '', LOG_LEVEL: 'silent' };
      const { stdout } = await run(process.execPath, ['bin/madang.mjs', ...words], { env: environment });
      return stdout;
    },
    async agree(cookie, where) {
      const sent = await fetch(where, { redirect: 'manual', headers: { cookie, accept: 'text/html' } });
      const both = `${cookie}; ${cookiesOf(sent)}`;
      const asked = new URL(sent.headers.get('location')!, address);
      const shown = await (await fetch(asked, { headers: { cookie: both, accept: 'text/html' } })).text();
      const fields = [...shown.matchAll(/name="(which-[\w-]+)" value="0"/g)].map(([, name]) => [name, '0']);
      const answered = await post(asked.pathname, { answer: 'agree', ...Object.fromEntries(fields) }, both);
      const on = /url=(.+)$/.exec(answered.headers.get('refresh') ?? '')?.[1];
      if (!on) throw new Error(`${answered.status} leads nowhere:\n${await answered.text()}`);
      const back = await fetch(address + on, { redirect: 'manual', headers: { cookie: both } });
      return new URL(back.headers.get('location')!);
    },
  };
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
