import { describe as suite, expect, test } from 'vitest';
import { ApiError, UnreachableError, describe, fieldErrors, isStatus, parseFieldErrors } from './errors';

suite('field errors', () => {
  test('are read from the server\'s form', () => {
    expect(parseFieldErrors({ errors: { title: ['Too long.', 'Too dull.'] } })).toEqual({
      title: ['Too long.', 'Too dull.'],
    });
  });

  test.each([
    ['nothing', undefined],
    ['a text', 'oops'],
    ['no errors', { error: 'x' }],
    ['errors that are no object', { errors: null }],
    ['a field without a list', { errors: { title: 'x' } }],
  ])('are none for %s', (_, body) => {
    expect(parseFieldErrors(body)).toEqual({});
  });

  test('are none for a failure that is not an answer', () => {
    expect(fieldErrors(new Error('x'))).toEqual({});
  });
});

suite('a failure in words', () => {
  test.each([400, 401, 403, 404, 409, 418])('is worded for status %i', (status) => {
    expect(describe(new ApiError(status))).toMatch(/\.$/);
  });

  test('names the status of a server error', () => {
    expect(describe(new ApiError(503))).toContain('503');
  });

  test('tells of an unreachable server and keeps the cause', () => {
    const cause = new TypeError('refused');
    const error = new UnreachableError(cause);
    expect(describe(error)).toContain('cannot be reached');
    expect(error.cause).toBe(cause);
  });

  test('does not show the inside of a bug', () => {
    expect(describe(new Error('undefined is not a function'))).not.toContain('undefined');
  });

  test('is recognised by its status', () => {
    expect(isStatus(new ApiError(409), 409)).toBe(true);
    expect(isStatus(new ApiError(400), 409)).toBe(false);
    expect(isStatus(new Error('409'), 409)).toBe(false);
  });
});
