import { expect, test } from 'vitest';
import { day } from './day';

test('a time is shown as its day', () => {
  expect(day('2026-03-12T23:59:00+00:00')).toBe('March 12, 2026');
});

test('what is no time is shown as it came', () => {
  expect(day('last night')).toBe('last night');
});
