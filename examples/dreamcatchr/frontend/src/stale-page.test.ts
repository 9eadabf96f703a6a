import { beforeEach, expect, test, vi } from 'vitest';
import { reloadWhenStale } from './stale-page';

const reload = vi.fn();
let time = 50_000;

reloadWhenStale(window, reload, () => time);

beforeEach(() => {
  reload.mockClear();
  time = 50_000;
});

function partIsMissing(): Event {
  const event = new Event('vite:preloadError', { cancelable: true });
  window.dispatchEvent(event);
  return event;
}

test('a missing part reloads the page and is not an error any more', () => {
  expect(partIsMissing().defaultPrevented).toBe(true);
  expect(reload).toHaveBeenCalledOnce();
});

test('a part that is still missing right after the reload is an error, not a loop', () => {
  partIsMissing();
  time += 2_000;
  expect(partIsMissing().defaultPrevented).toBe(false);
  expect(reload).toHaveBeenCalledOnce();
});

test('a later release may reload it again', () => {
  partIsMissing();
  time += 60_000;
  partIsMissing();
  expect(reload).toHaveBeenCalledTimes(2);
});
