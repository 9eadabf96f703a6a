// Exchanges the page's content for a newer one. The server writes all of it; without this script the page reloads itself.
'use strict';

const every = 2000;
let answered = new Date();

async function refresh() {
  try {
    const answer = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    // A selection is somebody copying a line: it would be lost.
    if (String(document.getSelection()) === '') {
      document.querySelector('main').replaceWith(fresh.querySelector('main'));
      document.title = fresh.title;
    }
    answered = new Date();
  } catch {
    document.getElementById('lost').textContent =
      'The local cloud does not answer since ' + answered.toLocaleTimeString() + '. This is what it said last.';
    document.title = 'No answer – local cloud';
  }
  setTimeout(refresh, every);
}

setTimeout(refresh, every);
