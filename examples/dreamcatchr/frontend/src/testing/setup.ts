import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A busy build machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
  document.cookie = 'csrftoken=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/';
  window.sessionStorage.clear();
});
