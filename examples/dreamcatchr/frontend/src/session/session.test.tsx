import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { FakeServer } from '../testing/fake-server';
import { open } from '../testing/open';
import { useSession } from './context';
import { destination } from './destination';

async function fillIn(user: ReturnType<typeof open>, username: string, password: string, action: string) {
  await user.type(await screen.findByLabelText('User name'), username);
  await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: action }));
}

test('a new person signs up and is logged in', async () => {
  const user = open('/signup', new FakeServer());
  await fillIn(user, 'ada', 'correct horse', 'Sign up');
  expect(await screen.findByRole('heading', { name: 'My dreams' })).toBeTruthy();
  expect(screen.getByText('ada')).toBeTruthy();
});

test('a weak password is explained beside its field', async () => {
  const user = open('/signup', new FakeServer());
  await fillIn(user, 'ada', 'short', 'Sign up');
  expect(await screen.findByText('This password is too short.')).toBeTruthy();
  const field = screen.getByLabelText('Password');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  const described = field.getAttribute('aria-describedby')?.split(' ').map((id) => document.getElementById(id)?.textContent);
  expect(described).toContain('This password is too short.');
});

test('a name that is taken is told', async () => {
  const user = open('/signup', new FakeServer().withAccount('ada', 'correct horse'));
  await fillIn(user, 'ada', 'another horse', 'Sign up');
  expect((await screen.findByRole('alert')).textContent).toBe('That user name is already taken.');
});

test('somebody logs in and comes back to the page that asked for it', async () => {
  const user = open('/dreams/1', new FakeServer().withAccount('ada', 'correct horse').withDream('Flying'));
  await fillIn(user, 'ada', 'correct horse', 'Log in');
  expect(await screen.findByRole('heading', { name: 'Flying' })).toBeTruthy();
});

test('a wrong password is told without saying which part was wrong', async () => {
  const user = open('/login', new FakeServer().withAccount('ada', 'correct horse'));
  await fillIn(user, 'ada', 'wrong', 'Log in');
  expect((await screen.findByRole('alert')).textContent).toBe('User name or password is wrong.');
});

test('a failing server is told at the login', async () => {
  const user = open('/login', new FakeServer().breaks('POST /api/session', 503));
  await fillIn(user, 'ada', 'correct horse', 'Log in');
  expect((await screen.findByRole('alert')).textContent).toContain('503');
});

test('somebody logs out', async () => {
  const user = open('/dreams', new FakeServer().loggedInAs('ada'));
  await user.click(await screen.findByRole('button', { name: 'Log out' }));
  expect(await screen.findByRole('link', { name: 'Log in' })).toBeTruthy();
});

test('logging out of a session that is gone already works', async () => {
  const server = new FakeServer().loggedInAs('ada').breaks('DELETE /api/session', 401);
  const user = open('/', server);
  await user.click(await screen.findByRole('button', { name: 'Log out' }));
  expect(await screen.findByRole('link', { name: 'Log in' })).toBeTruthy();
});

test('a log-out that fails is told and keeps the session', async () => {
  const server = new FakeServer().loggedInAs('ada').breaks('DELETE /api/session', 'unreachable');
  const user = open('/', server);
  await user.click(await screen.findByRole('button', { name: 'Log out' }));
  expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');
  expect(screen.getByRole('button', { name: 'Log out' })).toBeTruthy();
});

test('a session that ended elsewhere leads to the login', async () => {
  const server = new FakeServer().loggedInAs('ada').withDream('Flying');
  const user = open('/dreams', server);
  await screen.findByText('Flying');
  server.endsSession();
  await user.click(screen.getByRole('link', { name: 'Flying' }));
  expect(await screen.findByRole('heading', { name: 'Log in' })).toBeTruthy();
});

test('a session that cannot be told is neither granted nor refused', async () => {
  open('/dreams', new FakeServer().breaks('GET /api/session', 500));
  expect((await screen.findByRole('alert')).textContent).toContain('500');
  expect(screen.queryByRole('heading', { name: 'Log in' })).toBeNull();
});

test('a page outside the provider is a bug that says so', () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const Lost = () => useSession().state.status;
  expect(() => render(<Lost />)).toThrow('SessionProvider');
});

test.each([
  ['nothing', null, '/dreams'],
  ['an address', { from: '/dreams/3?a=b' }, '/dreams/3?a=b'],
  ['something else', { from: 3 }, '/dreams'],
])('after a login asked for by %s one goes on', (_, state, address) => {
  expect(destination(state)).toBe(address);
});
