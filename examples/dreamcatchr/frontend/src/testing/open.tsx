import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { vi } from 'vitest';
import { App } from '../App';
import type { FakeServer } from './fake-server';

/** Opens the application at an address, as a browser that talks to this server. */
export function open(address: string, server: FakeServer): UserEvent {
  vi.stubGlobal('fetch', server.fetch);
  render(
    <MemoryRouter initialEntries={[address]}>
      <App />
    </MemoryRouter>,
  );
  return userEvent.setup();
}
