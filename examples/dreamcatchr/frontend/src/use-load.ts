import { useEffect, useState } from 'react';

export type Load<T> =
  | { status: 'loading' }
  | { status: 'ready'; data: T }
  | { status: 'failed'; error: unknown };

type Loader<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Runs a loader when it changes and tells how far it is. An answer that comes after the loader changed is dropped, so
 * a slow search never overwrites a newer one. Callers keep the loader stable with `useCallback`.
 */
export function useLoad<T>(loader: Loader<T>): Load<T> {
  const [settled, setSettled] = useState<{ loader: Loader<T>; load: Load<T> }>();

  useEffect(() => {
    const abort = new AbortController();
    const settle = (load: Load<T>) => {
      if (!abort.signal.aborted) {
        setSettled({ loader, load });
      }
    };
    loader(abort.signal).then(
      (data) => { settle({ status: 'ready', data }); },
      (error: unknown) => { settle({ status: 'failed', error }); },
    );
    return () => { abort.abort(); };
  }, [loader]);

  return settled?.loader === loader ? settled.load : { status: 'loading' };
}
