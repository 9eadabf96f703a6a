import { expect, test } from 'vitest';
import { csrfToken } from './csrf';

test.each([
  ['the only cookie', 'csrftoken=abc', 'abc'],
  ['one among others', 'theme=dark; csrftoken=abc; a=b', 'abc'],
  ['a value with an equals sign', 'csrftoken=ab==', 'ab=='],
  ['an escaped value', 'csrftoken=a%20b', 'a b'],
])('finds the token in %s', (_, cookies, token) => {
  expect(csrfToken(cookies)).toBe(token);
});

test.each([
  ['there is no cookie', ''],
  ['only a similar name is there', 'xcsrftoken=abc; csrftoken2=d'],
])('finds none when %s', (_, cookies) => {
  expect(csrfToken(cookies)).toBeUndefined();
});
