import { createContext, useContext } from 'react';
import type { Credentials } from '../api/types';

export type SessionState =
  | { status: 'loading' }
  | { status: 'anonymous' }
  | { status: 'logged-in'; username: string }
  | { status: 'unknown'; error: unknown };

export interface Session {
  state: SessionState;
  signUp: (credentials: Credentials) => Promise<void>;
  logIn: (credentials: Credentials) => Promise<void>;
  logOut: () => Promise<void>;
  /** Drops a session that the server no longer knows. */
  forget: () => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) {
    throw new Error('useSession needs a SessionProvider above it.');
  }
  return session;
}
