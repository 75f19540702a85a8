import type { ComponentChildren } from 'preact';

/** A text with an element in the place that it has for one. */
export function Filled({ text, value }: { text: string; value: ComponentChildren }) {
  const [before, after] = text.split(/\{\w+\}/);
  return (
    <>
      {before}
      {value}
      {after}
    </>
  );
}
