import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ErrorBoundary } from './ErrorBoundary';

test('a fault in a page is told, with a way out', () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  const Broken = () => {
    throw new Error('a bug');
  };
  render(<ErrorBoundary><Broken /></ErrorBoundary>);
  expect(screen.getByRole('alert').textContent).toContain('Something went wrong');
  expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
  expect(log).toHaveBeenCalled();
});

test('a page without a fault is left alone', () => {
  render(<ErrorBoundary><p>Hello</p></ErrorBoundary>);
  expect(screen.getByText('Hello')).toBeTruthy();
});
