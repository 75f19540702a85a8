import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contrast, type Hex, luminance, oklch } from './colour.ts';

test('contrast agrees with the examples of WCAG 2.2', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#777777', '#777777'), 1);
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54');
});

test('a colour that is not #rrggbb is refused', () => {
  assert.throws(() => luminance('#fff' as Hex), TypeError);
});

test('Oklch gives the known sRGB of its corners', () => {
  assert.equal(oklch(1, 0, 0), '#ffffff');
  assert.equal(oklch(0, 0, 0), '#000000');
  assert.equal(oklch(0.62796, 0.25768, 29.234), '#ff0000');
});

test('every Oklch colour is shown as some sRGB colour, the lighter the more luminous', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const hue = fc.double({ min: 0, max: 360, noNaN: true });
  fc.assert(
    fc.property(unit, unit, hue, (light, chroma, angle) => {
      const colour = oklch(light, chroma * 0.4, angle);
      assert.match(colour, /^#[0-9a-f]{6}$/);
      assert.ok(luminance(oklch(Math.min(1, light + 0.2), 0, angle)) >= luminance(oklch(light, 0, angle)));
    }),
  );
});
