import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeServer } from '../testing/fake-server';
import * as api from './client';
import { ApiError, UnreachableError } from './errors';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
});

describe('the CSRF token', () => {
  test('is asked for once before the first write', async () => {
    await api.signUp({ username: 'ada', password: 'correct horse' });
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/csrf', 'POST /api/accounts']);
  });

  test('that a login changed is used for the next write', async () => {
    server.withAccount('ada', 'correct horse');
    await api.logIn({ username: 'ada', password: 'correct horse' });
    await api.createDream({ title: 'Flying', body: 'Over the sea.', mood: 'happy' });
    expect(server.writes().map(({ csrf }) => csrf)).toEqual(['token-1', 'token-2']);
  });

  test('is not sent with a read', async () => {
    server.loggedInAs('ada');
    await api.listDreams('', 1);
    expect(server.seen[0]?.csrf).toBeNull();
  });

  test('that cannot be had ends the write before it is sent', async () => {
    server.breaks('GET /api/csrf', 503);
    await expect(api.logOut()).rejects.toMatchObject({ status: 503 });
    expect(server.writes()).toEqual([]);
  });
});

describe('a session', () => {
  test('is told by the account\'s name', async () => {
    server.loggedInAs('ada');
    expect(await api.currentAccount()).toEqual({ username: 'ada' });
  });

  test('that is not there is no error', async () => {
    expect(await api.currentAccount()).toBeUndefined();
  });

  test('that cannot be told is an error', async () => {
    server.breaks('GET /api/session', 500);
    await expect(api.currentAccount()).rejects.toBeInstanceOf(ApiError);
  });
});

describe('dreams', () => {
  test('are searched with an escaped query', async () => {
    server.loggedInAs('ada');
    await api.listDreams('cats & dogs', 3);
    expect(server.seen[0]?.path).toBe('/api/dreams?search=cats+%26+dogs&page=3');
  });

  test('are shared by a token', async () => {
    server.loggedInAs('ada').withDream('Flying');
    expect(await api.shareDream(1)).toBe('secret-1');
    expect(await api.readShared('secret-1')).toMatchObject({ title: 'Flying' });
  });

  test('are named by an escaped id', async () => {
    server.loggedInAs('ada');
    await expect(api.readDream('../session')).rejects.toMatchObject({ status: 404 });
    expect(server.seen[0]?.path).toBe('/api/dreams/..%2Fsession');
  });

  test('that are refused tell which field is wrong', async () => {
    server.loggedInAs('ada');
    await expect(api.createDream({ title: '', body: 'x', mood: '' })).rejects.toMatchObject({
      status: 400,
      fields: { title: ['This field is required.'] },
    });
  });
});

describe('a broken connection', () => {
  test('is not tried again: the write may have happened', async () => {
    server.loggedInAs('ada').breaks('POST /api/dreams', 'unreachable');
    await expect(api.createDream({ title: 'a', body: 'b', mood: '' })).rejects.toBeInstanceOf(UnreachableError);
    expect(server.writes()).toHaveLength(1);
  });

  test('in the middle of an answer is told as such', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 200 })));
    await expect(api.listPublicDreams()).rejects.toBeInstanceOf(UnreachableError);
  });

  test('an error page that is not JSON keeps its status', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));
    await expect(api.listPublicDreams()).rejects.toMatchObject({ status: 502, fields: {} });
  });
});
