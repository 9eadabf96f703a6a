import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { release } from '../release';
import { FakeServer } from '../testing/fake-server';
import { open } from '../testing/open';

function titles(): (string | null)[] {
  return screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
}

describe('shared dreams', () => {
  test('are read without a login', async () => {
    open('/', new FakeServer().withSharedDream('Flying').withDream('A secret'));
    expect(await screen.findByRole('heading', { name: 'Flying' })).toBeTruthy();
    expect(screen.getByText('by Ada')).toBeTruthy();
    expect(screen.queryByText('A secret')).toBeNull();
  });

  test('may be none', async () => {
    open('/', new FakeServer());
    expect(await screen.findByText('Nobody has shared a dream yet.')).toBeTruthy();
  });

  test('that cannot be read are told of', async () => {
    open('/', new FakeServer().breaks('GET /api/public/dreams', 'unreachable'));
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');
  });

  test('open by their link', async () => {
    open('/shared/secret-1', new FakeServer().withSharedDream('Flying'));
    expect(await screen.findByRole('heading', { name: 'Flying' })).toBeTruthy();
    expect(document.title).toBe('Flying · DreamCatchr');
  });

  test('with a wrong link are not there', async () => {
    open('/shared/nonsense', new FakeServer());
    expect((await screen.findByRole('alert')).textContent).toContain('not shared');
  });

  test('behind a failing server are told of', async () => {
    open('/shared/secret-1', new FakeServer().breaks('GET /api/shared/secret-1', 500));
    expect((await screen.findByRole('alert')).textContent).toContain('500');
  });
});

describe('my dreams', () => {
  const three = () => new FakeServer().loggedInAs('ada').withDream('Flying').withDream('Falling').withDream('Exam');

  test('need a login', async () => {
    open('/dreams', new FakeServer());
    expect(await screen.findByRole('heading', { name: 'Log in' })).toBeTruthy();
  });

  test('are listed page by page', async () => {
    const user = open('/dreams', three());
    expect(await screen.findByText('3 dreams')).toBeTruthy();
    expect(titles()).toEqual(['Flying', 'Falling']);

    await user.click(screen.getByRole('button', { name: 'Older' }));
    expect(await screen.findByText('Page 2 of 2')).toBeTruthy();
    expect(titles()).toEqual(['Exam']);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Older' }).disabled).toBe(true);

    await user.click(screen.getByRole('button', { name: 'Newer' }));
    expect(await screen.findByText('Page 1 of 2')).toBeTruthy();
  });

  test('are searched', async () => {
    const user = open('/dreams?page=2', three());
    await user.type(await screen.findByLabelText('Search'), 'Fly{Enter}');
    expect(await screen.findByText('1 dream')).toBeTruthy();
    expect(titles()).toEqual(['Flying']);
    expect(screen.queryByRole('navigation', { name: 'Pages' })).toBeNull();
  });

  test('that are not found are told of by the search', async () => {
    open('/dreams?search=cats', three());
    expect(await screen.findByText('No dream has “cats” in it.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Search').value).toBe('cats');
  });

  test.each(['0', '-1', '1.5', 'x'])('start at the first page when the address says page %s', async (page) => {
    const server = three();
    open(`/dreams?page=${page}`, server);
    expect(await screen.findByText('Page 1 of 2')).toBeTruthy();
  });

  test('may be none yet', async () => {
    open('/dreams', new FakeServer().loggedInAs('ada'));
    expect(await screen.findByText(/Write down the first one/)).toBeTruthy();
  });

  test('that cannot be read are told of', async () => {
    open('/dreams', three().breaks('GET /api/dreams', 500));
    expect((await screen.findByRole('alert')).textContent).toContain('500');
  });

  test('show which of them are shared', async () => {
    open('/dreams', new FakeServer().loggedInAs('ada').withSharedDream('Flying').withDream('Falling'));
    await screen.findByText('2 dreams');
    const marked = screen.getAllByRole('article').map((dream) => within(dream).queryByText('shared') !== null);
    expect(marked).toEqual([true, false]);
  });
});

describe('writing a dream', () => {
  test('keeps it and shows it', async () => {
    const server = new FakeServer().loggedInAs('ada');
    const user = open('/dreams/new', server);
    await user.type(await screen.findByLabelText('Title'), '  Flying ');
    await user.type(screen.getByLabelText('What happened'), 'Over the sea.');
    await user.selectOptions(screen.getByLabelText('Mood'), 'happy');
    await user.click(screen.getByRole('button', { name: 'Keep it' }));
    expect(await screen.findByRole('heading', { name: 'Flying' })).toBeTruthy();
    expect(screen.getByText('happy')).toBeTruthy();
    expect(screen.getByText('Over the sea.')).toBeTruthy();
    expect(server.writes()).toHaveLength(1);
  });

  test('that is refused keeps what was written and marks the field', async () => {
    const user = open('/dreams/new', new FakeServer().loggedInAs('ada'));
    await user.type(await screen.findByLabelText('Title'), '   ');
    await user.type(screen.getByLabelText('What happened'), 'Over the sea.');
    await user.click(screen.getByRole('button', { name: 'Keep it' }));
    expect(await screen.findByText('This field is required.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('What happened').value).toBe('Over the sea.');
  });
});

describe('one dream', () => {
  test('is shared by a link', async () => {
    const user = open('/dreams/1', new FakeServer().loggedInAs('ada').withDream('Flying'));
    await user.click(await screen.findByRole('button', { name: 'Share' }));
    const link = await screen.findByRole<HTMLAnchorElement>('link', { name: /\/shared\/secret-1$/ });
    expect(link.textContent).toBe(`${window.location.origin}/shared/secret-1`);

    await user.click(link);
    expect(await screen.findByRole('link', { name: 'More shared dreams' })).toBeTruthy();
    expect(await screen.findByRole('heading', { name: 'Flying' })).toBeTruthy();
  });

  test('that is shared already shows its link again', async () => {
    const user = open('/dreams/1', new FakeServer().loggedInAs('ada').withSharedDream('Flying'));
    await user.click(await screen.findByRole('button', { name: 'Show the link' }));
    expect(await screen.findByRole('link', { name: /secret-1/ })).toBeTruthy();
  });

  test('that cannot be shared now can be tried again', async () => {
    const server = new FakeServer().loggedInAs('ada').withDream('Flying').breaks('POST /api/dreams/1/share', 500);
    const user = open('/dreams/1', server);
    await user.click(await screen.findByRole('button', { name: 'Share' }));
    expect((await screen.findByRole('alert')).textContent).toContain('500');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Share' }).disabled).toBe(false);
  });

  test('that is not mine is not there', async () => {
    open('/dreams/7', new FakeServer().loggedInAs('ada'));
    expect((await screen.findByRole('alert')).textContent).toBe('There is nothing here.');
  });
});

describe('every page', () => {
  test('tells its release', async () => {
    open('/nowhere', new FakeServer());
    expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeTruthy();
    expect(screen.getByRole('contentinfo').textContent).toContain(`release ${release}`);
  });
});
