/** Has the page kept by its service worker (`src/web/kept-page.ts`). Some browsers keep nothing, as in private windows: then it is false. */
export async function keepPage(): Promise<boolean> {
  if (!navigator.serviceWorker) return false;
  const { pathname } = location;
  try {
    await navigator.serviceWorker.register(`${pathname}-worker.js`, { scope: pathname });
    const { active } = await navigator.serviceWorker.ready;
    // Its worker has not seen the page that came before it was there.
    active?.postMessage(document.documentElement.lang);
    return true;
  } catch {
    return false;
  }
}
