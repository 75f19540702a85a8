import { useEffect, useRef } from 'preact/hooks';

/** Nothing takes the focus before the page has shown its first view: readers begin at the top of a page by themselves. */
let isFirst = true;

/** The first heading of a view. It takes the focus when the view takes another's place, and gives the window its title. */
export function Heading({ children }: { children: string }) {
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = [children, document.title.split(' – ').at(-1)].join(' – ');
    if (isFirst) isFirst = false;
    else place.current?.focus();
    scrollTo({ top: 0, behavior: 'instant' });
  }, [children]);
  return (
    <h1 class="govuk-heading-l md-wallet-heading" tabIndex={-1} ref={place}>
      {children}
    </h1>
  );
}
