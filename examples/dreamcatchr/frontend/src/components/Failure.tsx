import { useEffect } from 'react';
import { describe, isStatus } from '../api/errors';
import { useSession } from '../session/context';

/** What went wrong, in words. A session that ended elsewhere is dropped here, so that the page asks for a new login. */
export function Failure({ error }: { error: unknown }) {
  const { state, forget } = useSession();
  const ended = isStatus(error, 401) && state.status === 'logged-in';

  useEffect(() => {
    if (ended) {
      forget();
    }
  }, [ended, forget]);

  return <p className="failure" role="alert">{describe(error)}</p>;
}
