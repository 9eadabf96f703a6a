import type { Credentials, Dream, DreamDraft, PublicDream } from '../api/types';

interface Seen {
  method: string;
  path: string;
  csrf: string | null;
}

type Answer = [status: number, body?: unknown];

const PAGE_SIZE = 2;

/**
 * DreamCatchr's HTTP API in memory, in place of `fetch`. It keeps accounts, one browser's session and CSRF cookie,
 * and dreams, and refuses what the real one refuses. Pages are short, so that few dreams make several.
 */
export class FakeServer {
  readonly seen: Seen[] = [];
  private readonly accounts = new Map<string, string>();
  private readonly dreams: Dream[] = [];
  private readonly broken = new Map<string, number | 'unreachable'>();
  private tokens = 0;
  private username: string | undefined;

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(input as string, 'http://dreamcatchr.example');
    const method = init?.method ?? 'GET';
    const csrf = new Headers(init?.headers).get('X-CSRFToken');
    this.seen.push({ method, path: url.pathname + url.search, csrf });
    await Promise.resolve();
    init?.signal?.throwIfAborted();

    const failure = this.broken.get(`${method} ${url.pathname}`);
    if (failure === 'unreachable') {
      throw new TypeError('Failed to fetch');
    }
    const [status, body] = failure ? [failure] : this.answer(method, url, csrf, init?.body);
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  };

  withAccount(username: string, password: string): this {
    this.accounts.set(username, password);
    return this;
  }

  /** The browser already has a session. */
  loggedInAs(username: string): this {
    this.withAccount(username, 'correct horse');
    this.username = username;
    this.newCsrfCookie();
    return this;
  }

  withDream(title: string, body = 'It was dark.', mood = 'strange'): this {
    this.keep({ title, body, mood });
    return this;
  }

  withSharedDream(title: string): this {
    this.keep({ title, body: 'It was bright.', mood: 'happy' }).shared = true;
    return this;
  }

  /** From now on this call ends so. */
  breaks(call: string, how: number | 'unreachable'): this {
    this.broken.set(call, how);
    return this;
  }

  /** The session ends without the browser's doing. */
  endsSession(): void {
    this.username = undefined;
  }

  writes(): Seen[] {
    return this.seen.filter(({ method }) => method !== 'GET');
  }

  private answer(method: string, url: URL, csrf: string | null, body: unknown): Answer {
    if (method !== 'GET' && csrf !== `token-${this.tokens}`) {
      return [403, { error: 'The CSRF token is missing or wrong.' }];
    }
    const sent = typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined;
    const dreamPath = /^\/api\/dreams\/(\w+)(\/share)?$/.exec(url.pathname);
    if (dreamPath) {
      return this.loggedIn(() => this.oneDream(Number(dreamPath[1]), dreamPath[2] !== undefined));
    }
    const sharedPath = /^\/api\/shared\/secret-(\d+)$/.exec(url.pathname);
    if (sharedPath) {
      const dream = this.publicDreams().find(({ id }) => id === Number(sharedPath[1]));
      return dream ? [200, dream] : [404, { error: 'There is nothing here.' }];
    }
    switch (`${method} ${url.pathname}`) {
      case 'GET /api/csrf':
        this.newCsrfCookie();
        return [204];
      case 'POST /api/accounts':
        return this.createAccount(sent as Credentials);
      case 'GET /api/session':
        return this.loggedIn(() => [200, { username: this.username }]);
      case 'POST /api/session':
        return this.openSession(sent as Credentials);
      case 'DELETE /api/session':
        this.username = undefined;
        return [204];
      case 'GET /api/dreams':
        return this.loggedIn(() => this.page(url.searchParams));
      case 'POST /api/dreams':
        return this.loggedIn(() => this.createDream(sent as DreamDraft));
      case 'GET /api/public/dreams':
        return [200, { results: this.publicDreams() }];
      default:
        return [404, { error: 'There is nothing here.' }];
    }
  }

  private loggedIn(answer: () => Answer): Answer {
    return this.username === undefined ? [401, { error: 'Nobody is logged in.' }] : answer();
  }

  private createAccount({ username, password }: Credentials): Answer {
    if (password.length < 8) {
      return [400, { errors: { password: ['This password is too short.'] } }];
    }
    if (this.accounts.has(username)) {
      return [409, { errors: { username: ['This name is taken.'] } }];
    }
    this.accounts.set(username, password);
    return [201, { username }];
  }

  private openSession({ username, password }: Credentials): Answer {
    if (this.accounts.get(username) !== password) {
      return [401, { error: 'User name or password is wrong.' }];
    }
    this.username = username;
    this.newCsrfCookie();
    return [200, { username }];
  }

  private createDream(draft: DreamDraft): Answer {
    return draft.title === '' ? [400, { errors: { title: ['This field is required.'] } }] : [201, this.keep(draft)];
  }

  private oneDream(id: number, share: boolean): Answer {
    const dream = this.dreams.find((each) => each.id === id);
    if (!dream) {
      return [404, { error: 'There is nothing here.' }];
    }
    if (share) {
      dream.shared = true;
      return [200, { url: `/api/shared/secret-${dream.id}` }];
    }
    return [200, dream];
  }

  private page(query: URLSearchParams): Answer {
    const found = this.dreams.filter(({ title, body }) => (title + body).includes(query.get('search') ?? ''));
    const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
    const page = Math.min(Number(query.get('page')), pages);
    const results = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    return [200, { results, page, pages, total: found.length }];
  }

  private publicDreams(): PublicDream[] {
    return this.dreams.filter(({ shared }) => shared).map((dream) => ({ ...dream, author: 'Ada' }));
  }

  private keep(draft: DreamDraft): Dream {
    const dream = { ...draft, id: this.dreams.length + 1, created: '2026-03-12T06:30:00+00:00', shared: false };
    this.dreams.push(dream);
    return dream;
  }

  private newCsrfCookie(): void {
    this.tokens += 1;
    document.cookie = `csrftoken=token-${this.tokens}; path=/`;
  }
}
