import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useLoad } from './use-load';

/** A promise that is kept when the test says so. */
function later() {
  let resolve: (value: string) => void = () => undefined;
  const promise = new Promise<string>((keep) => { resolve = keep; });
  return { promise, resolve: (value: string) => { resolve(value); } };
}

test('an answer that comes after a newer question is dropped', async () => {
  const first = later();
  const second = later();
  const loaders = [() => first.promise, () => second.promise] as const;
  const hook = renderHook(({ loader }) => useLoad(loader), { initialProps: { loader: loaders[0] } });
  hook.rerender({ loader: loaders[1] });

  await act(async () => {
    second.resolve('new');
    await second.promise;
    first.resolve('old');
    await first.promise;
  });

  expect(hook.result.current).toEqual({ status: 'ready', data: 'new' });
});

test('a question that is not needed any more is called off', () => {
  let signal: AbortSignal | undefined;
  const loader = (given: AbortSignal) => {
    signal = given;
    return new Promise<never>(() => undefined);
  };
  const hook = renderHook(() => useLoad(loader));
  expect(hook.result.current).toEqual({ status: 'loading' });
  hook.unmount();
  expect(signal?.aborted).toBe(true);
});
