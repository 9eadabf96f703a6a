const COOKIE = 'csrftoken';

/** The value of Django's CSRF cookie in a `document.cookie` text. */
export function csrfToken(cookies: string): string | undefined {
  for (const pair of cookies.split(';')) {
    const [name, ...value] = pair.trim().split('=');
    if (name === COOKIE) {
      return decodeURIComponent(value.join('='));
    }
  }
  return undefined;
}
