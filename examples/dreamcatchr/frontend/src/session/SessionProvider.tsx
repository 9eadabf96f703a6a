import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import * as api from '../api/client';
import { isStatus } from '../api/errors';
import type { Credentials } from '../api/types';
import { SessionContext, type Session, type SessionState } from './context';

const ANONYMOUS: SessionState = { status: 'anonymous' };

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ status: 'loading' });

  useEffect(() => {
    const abort = new AbortController();
    const settle = (found: SessionState) => {
      if (!abort.signal.aborted) {
        setState(found);
      }
    };
    api.currentAccount(abort.signal).then(
      (account) => { settle(account ? { status: 'logged-in', username: account.username } : ANONYMOUS); },
      (error: unknown) => { settle({ status: 'unknown', error }); },
    );
    return () => { abort.abort(); };
  }, []);

  const logIn = useCallback(async (credentials: Credentials) => {
    const { username } = await api.logIn(credentials);
    setState({ status: 'logged-in', username });
  }, []);

  const session = useMemo<Session>(
    () => ({
      state,
      logIn,
      signUp: async (credentials) => {
        await api.signUp(credentials);
        await logIn(credentials);
      },
      logOut: async () => {
        try {
          await api.logOut();
        } catch (error) {
          // A session that is already gone is what was asked for.
          if (!isStatus(error, 401)) {
            throw error;
          }
        }
        setState(ANONYMOUS);
      },
      forget: () => { setState(ANONYMOUS); },
    }),
    [state, logIn],
  );

  return <SessionContext value={session}>{children}</SessionContext>;
}
