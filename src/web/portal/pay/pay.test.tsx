import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type PageContext, renderPage } from '../../../design/index.ts';
import { LOCALES, type Locale, type Text } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import { Camera } from '../../paying/camera.tsx';
import { signsFrom, signText } from '../../paying/sign.ts';
import { RefusalView, SignView } from '../../paying/sign-view.tsx';
import { PAYING } from '../../paying/words.ts';
import { AmountPage, ConfirmPage, RefusedPage, type Way } from './confirm-view.tsx';
import { PAY } from './words.ts';

const text = (ko: string, zh: string, en: string): Text => ({ ko, 'zh-Hant': zh, en });
const gov = {
  pack: { currency: { code: 'XTS', decimals: 0, format: text('{amount}원', '{amount} 元', 'X{amount}') } },
} as unknown as Government;
const shop = {
  ...{ id: 'shop', number: '12-34', name: 'Noodles & Co', class: 'food', region: 'north' },
  ...{ address: 'Main Street 1', state: 'active' as const },
};
const context = (locale: Locale): PageContext => ({
  ...{ locale, preferences: {}, brand: { name: text('마당', '馬當', 'Madang') }, nav: [] },
  ...{ assets: { stylesheet: '/s.css', scripts: { paying: '/paying.js' } }, languageHref: (to) => `/?${to}` },
});
const programme = (id: string, goods: Record<string, Text> = {}): Programme =>
  ({ id, title: text(`${id} 쿠폰`, `${id} 券`, `${id} voucher`), spending: { goods } }) as unknown as Programme;
const way = (id: string, more: Partial<Way> = {}): Way => ({
  programme: programme(id),
  balance: 1_000,
  refused: undefined,
  ...more,
});

/** Nothing that was to be filled in is left, and nothing that is not there is shown. */
function noHoles(html: string): void {
  assert.doesNotMatch(html.replaceAll(/data-(left|sign|wanted)="[^"]*"/g, ''), /\{\w+\}|undefined|\[object|NaN/);
}

for (const locale of LOCALES) {
  describe(`paying in ${locale}`, () => {
    const confirm = (ways: Way[], request?: object) =>
      renderPage(
        <ConfirmPage
          {...{ gov, context: context(locale), shop, amount: 300, ways, key_: 'key' }}
          request={request as never}
        />,
      );

    test('with one purse there is no choice: what it is left with is shown before it is paid', () => {
      const html = confirm([way('a', { programme: programme('a', { tobacco: text('담배', '菸品', 'Tobacco') }) })]);
      assert.match(html, /1,000/);
      assert.match(html, /700/);
      assert.match(html, /type="hidden" name="programme" value="a"/);
      assert.ok(html.includes({ ko: '담배', 'zh-Hant': '菸品', en: 'Tobacco' }[locale]));
      assert.match(html, /Noodles &amp; Co/);
      noHoles(html);
    });

    test('of several the first that can pay is chosen, and the others say why they cannot', () => {
      const html = confirm([way('a'), way('b', { balance: 400 }), way('c', { refused: PAY.notEnough })]);
      assert.match(html, /type="radio"[^>]* value="a"[^>]* checked|checked[^>]* value="a"/);
      assert.doesNotMatch(html, /value="c"/);
      assert.ok(html.includes(PAY.notEnough[locale]));
      noHoles(html);
    });

    test('where nothing can pay there is no button to pay with', () => {
      for (const ways of [[], [way('c', { refused: PAY.notEnough })]]) {
        const html = confirm(ways);
        assert.doesNotMatch(html, /<button[^>]*type="submit"[^>]*>[^<]*300/);
        noHoles(html);
      }
    });

    test('what the shop asks for cannot be changed', () => {
      const asked = confirm([way('a')], { id: 'request' });
      assert.match(asked, /name="request" value="request"/);
      assert.ok(!asked.includes(PAY.otherAmount[locale]));
      assert.ok(confirm([way('a')]).includes(PAY.otherAmount[locale]));
    });

    test('an amount that is none comes back as it was typed, with what is wrong', () => {
      const props = { gov, context: context(locale), shop, typed: '3,x', problem: PAY.enterAmount };
      const html = renderPage(<AmountPage {...props} />);
      assert.match(html, /value="3,x"/);
      assert.ok(html.includes(PAY.enterAmount[locale]));
      noHoles(html);
    });

    test('a refusal is said at once, is no sign, and sends the same again only where that may help', () => {
      const props = { gov, context: context(locale), shop, amount: 300, reason: PAY.requestPaid };
      const html = renderPage(<RefusedPage {...props} />);
      assert.match(html, /role="alert"/);
      assert.doesNotMatch(html, /data-sign=/);
      assert.ok(html.includes(PAYING.noMoneyMoved[locale]));
      noHoles(html);
      const again = renderPage(<RefusedPage {...props} again={{ programme: 'a', key: 'the-key' }} />);
      assert.match(again, /name="key" value="the-key"/);
      assert.ok(!again.includes(PAYING.noMoneyMoved[locale]));
    });

    test('the sign says its colour and picture in words, and knows those of the next minutes', () => {
      const now = new Date('2026-03-02T04:00:00Z');
      const [first, ...later] = signsFrom({ shop: 's', id: 'p', salt: 'secret', paidAt: now }, now);
      const html = renderPage(
        <SignView locale={locale} signs={[first!, ...later]} now={now} title={PAYING.paid[locale]} amount="X300">
          <a href="/">next</a>
        </SignView>,
      );
      assert.ok(html.includes(signText(first!, locale)));
      assert.match(html, new RegExp(`aria-label="${signText(first!, locale)}"`));
      assert.ok(html.includes(first!.colour.hex));
      assert.match(html, /<h1/);
      assert.doesNotMatch(html, / style=/);
      noHoles(html);
    });

    test('a camera is hidden until a script starts it, and brings all that it may have to say', () => {
      const html = renderPage(<Camera locale={locale} into="code" wanted="^A" />);
      assert.match(html, /data-camera="code"[^>]* hidden/);
      for (const what of ['asking', 'looking', 'read', 'denied', 'missing', 'busy', 'dark', 'slow'])
        assert.match(html, new RegExp(`data-${what}="[^"]{3,}"`), what);
    });

    test('a refusal at a till is the same', () => {
      const html = renderPage(
        <RefusalView title={PAYING.refused[locale]} amount="X1" reason="because" note={undefined}>
          <a href="/">again</a>
        </RefusalView>,
      );
      assert.match(html, /data-refused/);
      noHoles(html);
    });
  });
}
