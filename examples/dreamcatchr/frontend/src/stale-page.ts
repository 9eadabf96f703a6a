const MARK = 'dreamcatchr-reloaded-at';
/** Milliseconds within which a second reload would be a loop, not a remedy. */
const PATIENCE = 10_000;

/**
 * A page that was opened before a release may ask for a part that no server has any more. Vite tells so by the event
 * `vite:preloadError`; the remedy is to load the new page, once.
 *
 * @see https://vite.dev/guide/build#load-error-handling
 */
export function reloadWhenStale(page: Window, reload: () => void, now: () => number = Date.now): void {
  page.addEventListener('vite:preloadError', (event) => {
    const last = Number(page.sessionStorage.getItem(MARK) ?? -PATIENCE);
    if (now() - last < PATIENCE) {
      return;
    }
    page.sessionStorage.setItem(MARK, String(now()));
    event.preventDefault();
    reload();
  });
}
