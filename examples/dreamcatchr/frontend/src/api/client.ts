import { csrfToken } from './csrf';
import { ApiError, UnreachableError, parseFieldErrors } from './errors';
import type { Account, Credentials, Dream, DreamDraft, DreamPage, PublicDream } from './types';

type Method = 'GET' | 'POST' | 'DELETE';

interface Call {
  method?: Method;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/** The account of the running session, or undefined when nobody is logged in. */
export async function currentAccount(signal?: AbortSignal): Promise<Account | undefined> {
  try {
    return await request<Account>('/api/session', { signal });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      return undefined;
    }
    throw error;
  }
}

export async function signUp(credentials: Credentials): Promise<void> {
  await request('/api/accounts', { method: 'POST', body: credentials });
}

export function logIn(credentials: Credentials): Promise<Account> {
  return request('/api/session', { method: 'POST', body: credentials });
}

export async function logOut(): Promise<void> {
  await request('/api/session', { method: 'DELETE' });
}

export function listDreams(search: string, page: number, signal?: AbortSignal): Promise<DreamPage> {
  const query = new URLSearchParams({ search, page: String(page) });
  return request(`/api/dreams?${query.toString()}`, { signal });
}

export function readDream(id: string, signal?: AbortSignal): Promise<Dream> {
  return request(`/api/dreams/${encodeURIComponent(id)}`, { signal });
}

export function createDream(draft: DreamDraft): Promise<Dream> {
  return request('/api/dreams', { method: 'POST', body: draft });
}

/** Makes a dream readable for everyone who has the token, which is returned. Asking again gives the same token. */
export async function shareDream(id: number): Promise<string> {
  const { url } = await request<{ url: string }>(`/api/dreams/${id}/share`, { method: 'POST' });
  return url.slice(url.lastIndexOf('/') + 1);
}

export function readShared(token: string, signal?: AbortSignal): Promise<PublicDream> {
  return request(`/api/shared/${encodeURIComponent(token)}`, { signal });
}

export async function listPublicDreams(signal?: AbortSignal): Promise<PublicDream[]> {
  const { results } = await request<{ results: PublicDream[] }>('/api/public/dreams', { signal });
  return results;
}

/**
 * One call, never repeated by itself: a write that failed may still have happened.
 * The answer's form is the contract with the server of the same release.
 */
async function request<T>(path: string, call: Call = {}): Promise<T> {
  const method = call.method ?? 'GET';
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') {
    headers['X-CSRFToken'] = await ensureCsrfToken();
  }
  if (call.body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const response = await send(path, {
    method,
    headers,
    credentials: 'same-origin',
    body: call.body === undefined ? null : JSON.stringify(call.body),
    signal: call.signal ?? null,
  });
  if (!response.ok) {
    throw new ApiError(response.status, parseFieldErrors(await json(response).catch(() => undefined)));
  }
  return (response.status === 204 ? undefined : await json(response)) as T;
}

/** Django changes the token at every login, so it is read from the cookie for each write. */
async function ensureCsrfToken(): Promise<string> {
  const known = csrfToken(document.cookie);
  if (known !== undefined) {
    return known;
  }
  const response = await send('/api/csrf', { credentials: 'same-origin' });
  if (!response.ok) {
    throw new ApiError(response.status);
  }
  return csrfToken(document.cookie) ?? '';
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    throw new UnreachableError(error);
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new UnreachableError(error);
  }
}
