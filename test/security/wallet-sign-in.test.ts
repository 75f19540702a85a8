import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { cardsOf, revokeCard, suspendCard } from '../../src/credentials/index.ts';
import { appoint, sessionsOf } from '../../src/identity/index.ts';
import { PROOF_LIFE, transaction } from '../../src/kernel/index.ts';
import { inboxOf } from '../../src/messages/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { type PlayedWallet, walletOf } from '../support/played-wallet.ts';
import { testSite } from '../support/site.ts';

/** A browser in little, with a jar of cookies. */
class Browser {
  readonly jar = new Map<string, string>();
  readonly #address: string;

  constructor(address: string, cookie?: string) {
    this.#address = address;
    if (cookie) this.jar.set(cookie.split('=')[0]!, cookie.slice(cookie.indexOf('=') + 1));
  }

  async send(path: string, form?: Record<string, string>, headers: Record<string, string> = {}) {
    const response = await fetch(new URL(path, this.#address), {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: [...this.jar, ['locale', 'en']].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name, value] = set.split(';')[0]!.split('=') as [string, string];
      if (value === '') this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return response;
  }

  /** Begins to sign in; the request as its page shows it. */
  async begin(wallet: 'here' | 'elsewhere', path = '/sign-in/wallet', next?: string): Promise<string> {
    const begun = await this.send(path, { wallet, ...(next && { next }) });
    assert.equal(begun.status, 303, await begun.clone().text());
    const html = await (await this.send(begun.headers.get('location')!)).text();
    return this.asked(path.includes('again') ? 'again' : 'sign-in', html);
  }

  asked(what: string, html: string): string {
    const { uri } = JSON.parse(Buffer.from(this.jar.get(`asked-${what}`)!, 'base64url').toString());
    if (html.includes('/wallet#request?'))
      assert.ok(html.includes(new URL(uri).searchParams.get('client_id')!.slice(10)));
    return uri;
  }

  get isSignedIn(): boolean {
    return this.jar.has('session');
  }
}

describe('signing in with the wallet', async () => {
  const site = await testSite();
  const { gov, address } = site;
  const mother = await persona(gov, 'employed-mother');
  const father = await persona(gov, 'father');
  let hers: PlayedWallet;
  let his: PlayedWallet;
  before(async () => {
    [hers, his] = [await walletOf(gov, mother), await walletOf(gov, father)];
  });
  const fresh = () => new Browser(address);
  const personOf = async (browser: Browser) => {
    const html = await (await browser.send('/settings')).text();
    return ['陳怡君', '王建宏'].find((name) => html.includes(name));
  };

  test('on the same device: the browser that began is signed in when the wallet comes back to it, once', async () => {
    const browser = fresh();
    const uri = await browser.begin('here', '/sign-in/wallet', '/inbox');
    const back = (await hers.agree(uri))!;
    assert.equal(new URL(back).pathname, '/sign-in/wallet');
    const kept = new Map(browser.jar);
    const done = await browser.send(back);
    assert.equal(done.headers.get('location'), '/inbox');
    assert.equal(await personOf(browser), '陳怡君');
    assert.ok(!browser.jar.has('asked-sign-in'));
    assert.ok((await sessionsOf(gov.db, mother, gov.clock.now())).some(({ means }) => means === 'wallet'));
    const copied = fresh();
    for (const [name, value] of kept) copied.jar.set(name, value);
    await copied.send(back);
    assert.ok(!copied.isSignedIn, 'a second time the answer is gone');
  });

  test('a link that was sent to somebody signs in neither who sent it nor who opened it', async () => {
    const [thief, victim] = [fresh(), fresh()];
    const back = (await hers.agree(await thief.begin('here')))!;
    const opened = await victim.send(back);
    assert.equal(opened.status, 410);
    assert.ok((await opened.text()).includes('This was begun in another browser, or is over.'));
    for (let look = 0; look < 3; look += 1) await thief.send('/sign-in/wallet');
    assert.ok(!thief.isSignedIn && !victim.isSignedIn);
    const guessed = await thief.send(`/sign-in/wallet?response_code=${'A'.repeat(43)}`);
    assert.equal(guessed.status, 404);
    assert.ok(!thief.isSignedIn);
  });

  test('nor does a code of one’s own, put upon a browser that began another', async () => {
    const [thief, victim] = [fresh(), fresh()];
    await victim.begin('here');
    const back = (await his.agree(await thief.begin('here')))!;
    await victim.send(back);
    assert.ok(!victim.isSignedIn, 'nobody is signed in as somebody else without knowing');
  });

  test('across devices: the page goes on once the wallet has answered, by reloading, and only in its own browser', async () => {
    const [browser, other] = [fresh(), fresh()];
    const uri = await browser.begin('elsewhere', '/sign-in/wallet', '/inbox');
    assert.deepEqual(await (await browser.send('/sign-in/wallet/state')).json(), { state: 'waiting' });
    assert.ok(
      (await (await browser.send('/sign-in/wallet?again=yes')).text()).includes('The wallet has not answered yet.'),
    );
    assert.equal(await hers.agree(uri), undefined);
    assert.deepEqual(await (await browser.send('/sign-in/wallet/state')).json(), { state: 'over' });
    assert.equal((await other.send('/sign-in/wallet')).status, 410);
    const kept = new Map(browser.jar);
    assert.equal((await browser.send('/sign-in/wallet')).headers.get('location'), '/inbox');
    assert.equal(await personOf(browser), '陳怡君');
    const [letter] = await inboxOf(gov.db, mother, { limit: 1 });
    assert.equal(letter!.link, '/settings', 'they are told, should somebody have deceived them');
    const copied = fresh();
    for (const [name, value] of kept) copied.jar.set(name, value);
    await copied.send('/sign-in/wallet');
    assert.ok(!copied.isSignedIn);
  });

  test('what the wallet reads says which site asks, and that a browser elsewhere is signed in', async () => {
    const title = Object.values(gov.pack.relyingParties.get('sign-in')!.title);
    const texts: string[] = [];
    for (const where of ['here', 'elsewhere'] as const) {
      const { registration, query } = await hers.read(await fresh().begin(where));
      for (const { value } of registration.name) assert.ok(title.includes(value));
      texts.push(registration.purpose.find(({ lang }) => lang === 'en')!.value);
      assert.ok(
        query.credentials.every(({ claims }) => claims === undefined),
        'it asks for no claim',
      );
    }
    assert.match(texts[1]!, /another device/);
    assert.notEqual(texts[0], texts[1]);
  });

  test('an answer that was overheard is good for no other request', async () => {
    const [one, other] = [fresh(), fresh()];
    const first = await hers.read(await one.begin('elsewhere'));
    const second = await hers.read(await other.begin('elsewhere'));
    const response = await hers.answerTo(first);
    await hers.send(first, { response });
    await assert.rejects(hers.send(first, { response }), /410/);
    await assert.rejects(hers.send(second, { response }));
    await other.send('/sign-in/wallet');
    assert.ok(!other.isSignedIn);
  });

  test('who says no, or waits too long, is told so and is not signed in', async () => {
    const browser = fresh();
    await hers.refuse(await browser.begin('elsewhere'));
    assert.ok((await (await browser.send('/sign-in/wallet')).text()).includes('You refused in the wallet'));
    const uri = await browser.begin('elsewhere');
    const start = gov.clock.now();
    gov.clock.advance(6 * 60_000);
    assert.ok((await (await browser.send('/sign-in/wallet')).text()).includes('This took too long'));
    await assert.rejects(hers.agree(uri));
    assert.ok(!browser.isSignedIn);
    gov.clock.set(start);
  });

  test('no session that the browser had, or that was planted in it, lives on', async () => {
    const browser = new Browser(address, await site.signIn('father'));
    const earlier = browser.jar.get('session')!;
    const uri = await browser.begin('elsewhere');
    await hers.agree(uri);
    await browser.send('/sign-in/wallet');
    assert.notEqual(browser.jar.get('session'), earlier);
    assert.equal(await personOf(browser), '陳怡君');
    assert.equal(await personOf(new Browser(address, `session=${earlier}`)), undefined);
  });

  test('whoever proves again shows a card of their own, and stays where they are', async () => {
    const start = gov.clock.now();
    const browser = new Browser(address, await site.signIn('employed-mother'));
    gov.clock.advance(PROOF_LIFE);
    const asked = await browser.send(
      '/settings/passkeys/remove',
      { passkey: 'AAAA' },
      { referer: `${address}/settings` },
    );
    assert.equal(asked.headers.get('location'), '/sign-in/again?next=%2Fsettings');

    await assert.rejects(his.agree(await browser.begin('elsewhere', '/sign-in/again/wallet', '/settings')), /400/);
    const refused = await (await browser.send('/sign-in/again/wallet')).text();
    assert.ok(refused.includes('The card could not be verified'));

    const earlier = browser.jar.get('session');
    await hers.agree(await browser.begin('elsewhere', '/sign-in/again/wallet', '/settings'));
    const done = await browser.send('/sign-in/again/wallet');
    assert.equal(done.headers.get('location'), '/settings');
    assert.notEqual(browser.jar.get('session'), earlier);
    assert.equal((await browser.send('/settings/passkeys/remove', { passkey: 'AAAA' })).status, 404, 'there is none');
    assert.equal((await fresh().send('/sign-in/again/wallet')).status, 303);
    gov.clock.set(start);
  });

  test('an officer signs in with the wallet and goes on in the office', async () => {
    const officer = await persona(gov, 'pension-officer');
    await appoint(gov.db, father, { agency: 'national-pension', role: 'pension-officer' }, gov.clock.now());
    assert.notEqual(officer, father);
    const browser = fresh();
    await his.agree(await browser.begin('elsewhere', '/sign-in/wallet', '/office'));
    assert.equal((await browser.send('/sign-in/wallet')).headers.get('location'), '/office');
    const sent = await browser.send('/office');
    assert.equal(sent.headers.get('location'), '/sign-in/post?next=%2Foffice');
    assert.equal((await browser.send('/sign-in/post?next=%2Foffice')).status, 200);
    const taken = await browser.send('/sign-in/post', {
      ...{ agency: 'national-pension', role: 'pension-officer', next: '/office' },
    });
    assert.equal(taken.headers.get('location'), '/office');
    assert.equal((await browser.send('/office')).status, 200);
  });

  test('a card that was suspended or revoked signs in nobody', async () => {
    const [card] = (await cardsOf(gov.db, mother)).filter(({ type }) => type === 'resident-card');
    for (const act of [suspendCard, revokeCard]) {
      await transaction(gov.db, (tx) => act(tx, gov, { card: card!, by: { kind: 'holder' }, reason: 'holder' }));
      const browser = fresh();
      const uri = await browser.begin('elsewhere');
      await assert.rejects(hers.agree(uri), /400/);
      const html = await (await browser.send('/sign-in/wallet')).text();
      assert.ok(html.includes('The card could not be verified'));
      assert.ok(!browser.isSignedIn);
    }
  });

  test('pages of other sites cannot begin it, and no address leads away', async () => {
    const browser = fresh();
    for (const path of ['/sign-in/wallet', '/sign-in/demo/again']) {
      const foreign = await browser.send(path, { wallet: 'here' }, { 'sec-fetch-site': 'cross-site' });
      assert.equal(foreign.status, 403);
    }
    const kept = async (next: string) => {
      await browser.begin('elsewhere', '/sign-in/wallet', next);
      return JSON.parse(Buffer.from(browser.jar.get('asked-sign-in')!, 'base64url').toString()).next;
    };
    for (const next of ['//evil.example', 'https://evil.example/', '/\\evil.example'])
      assert.equal(await kept(next), '');
    // Nor does a cookie that somebody wrote.
    const forged = { id: crypto.randomUUID(), secret: 'x', uri: 'openid4vp://?a=b', where: 'here', next: '/' };
    for (const value of [
      'rubbish',
      JSON.stringify({ ...forged, until: 'x' }),
      JSON.stringify({ uri: 'javascript:alert(1)' }),
    ]) {
      browser.jar.set('asked-sign-in', Buffer.from(value).toString('base64url'));
      assert.equal((await browser.send('/sign-in/wallet')).status, 410);
    }
    browser.jar.set(
      'asked-sign-in',
      Buffer.from(JSON.stringify({ ...forged, until: '2026-11-02T09:00:00.000Z' })).toString('base64url'),
    );
    assert.equal((await browser.send('/sign-in/wallet')).status, 404, 'there is no such presentation');
  });
});
