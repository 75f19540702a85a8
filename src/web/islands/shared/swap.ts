/*
 * Another page in the place of this one without loading it: a till keeps its permission to sound and its camera, and goes
 * on without a blink. Links and forms that may do so are marked by `data-swap`; without a script they work by themselves.
 */

/** What a page's parts have to do when it goes. */
const endings: (() => void)[] = [];

/** Keeps what ends a part of this page. */
export function atEnd(ending: () => void): void {
  endings.push(ending);
}

/**
 * Shows the main part of an answer as this page, and starts what is on it. What a form is answered with in place has no
 * address of its own: this page's stays, so that loading it again is always good.
 */
export async function showAnswer(response: Response, start: () => void, hasAddress = true): Promise<void> {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const [here, there] = [document.querySelector('main'), page.querySelector('main')];
  if (!here || !there) return location.assign(response.url);
  for (const ending of endings.splice(0)) ending();
  here.replaceWith(there);
  replaceBackLink(page);
  document.title = page.title;
  if (hasAddress) history.pushState(null, '', response.url);
  scrollTo({ top: 0, behavior: 'instant' });
  there.focus();
  start();
}

function replaceBackLink(page: Document): void {
  const [here, there] = [document.querySelector('.md-back'), page.querySelector('.md-back')];
  here?.remove();
  if (there) document.querySelector('main')!.before(there);
}

/** Follows a link, or sends a form, in this way. Where the server cannot be reached, the browser does it, and says so. */
export function startSwapping(start: () => void): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('main a[data-swap]')) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void fetchPage(link.href).then(
        (response) => showAnswer(response, start),
        () => location.assign(link.href),
      );
    });
  }
  for (const form of document.querySelectorAll<HTMLFormElement>('main form[data-swap]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void send(form, event.submitter as HTMLButtonElement | null, start);
    });
  }
}

async function send(form: HTMLFormElement, submitter: HTMLButtonElement | null, start: () => void): Promise<void> {
  if (form.dataset.sending) return;
  form.dataset.sending = 'yes';
  const data = new URLSearchParams(new FormData(form, submitter) as never);
  const address = submitter?.hasAttribute('formaction') ? submitter.formAction : form.action;
  const method = submitter?.hasAttribute('formmethod') ? submitter.formMethod : form.method;
  try {
    const response =
      method === 'get'
        ? await fetchPage(`${address.split('?')[0]}?${data}`)
        : await fetchPage(address, { method: 'POST', body: data });
    await showAnswer(response, start, method === 'get' || response.redirected);
  } catch {
    delete form.dataset.sending;
    form.submit();
  }
}

/** A page of this site. */
export const fetchPage = (address: string, how: RequestInit = {}): Promise<Response> =>
  fetch(address, { ...how, headers: { accept: 'text/html' } });
