// Asks every so often what changed (data-poll, data-every in seconds); a hidden tab does not ask. A part that answers with
// itself is renewed. Of a list, rows that left turn grey where they stand; new ones wait until the reader wants them, so
// that nothing jumps under the cursor.
const marks = new WeakMap();
const asking = new WeakSet();

// Of a server that is slow one asks nothing twice: the browser keeps few connections, and work goes first.
async function ask(list) {
  if (document.hidden || asking.has(list)) return;
  asking.add(list);
  await renew(list).catch(() => {}); // a lost connection: the next time is soon
  asking.delete(list);
}

async function renew(list) {
  const rows = [...list.querySelectorAll('[data-task]:not(.taken)')];
  const address = new URL(list.dataset.poll, location.href);
  address.searchParams.set('shown', rows.map((row) => row.dataset.task).join(','));
  const headers = { 'X-Polling': '1', 'HX-Request': 'true' };
  if (marks.has(list)) headers['If-None-Match'] = marks.get(list);
  const response = await fetch(address, { headers, cache: 'no-store' });
  if (response.status !== 200 || !list.isConnected) return;
  marks.set(list, response.headers.get('ETag'));
  const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
  const itself = list.id && answer.getElementById(list.id);
  if (itself) list.replaceChildren(...itself.childNodes);
  else show(list, answer.getElementById('changes'));
}

function show(list, changes) {
  if (!changes) return;
  for (const fresh of changes.querySelectorAll('tr[data-task]')) {
    const row = document.getElementById(fresh.id);
    if (!row || row.classList.contains('taken')) continue;
    const hadFocus = row.contains(document.activeElement);
    row.replaceWith(fresh);
    if (hadFocus) fresh.querySelector('a')?.focus();
  }
  for (const number of changes.dataset.hidden.split(' ').filter(Boolean)) {
    const row = document.getElementById(`row-${number}`);
    row?.classList.add('taken');
    if (row) row.dataset.leavesAfter = 6;
  }
  document.dispatchEvent(new CustomEvent('htmx:afterSettle', { detail: { elt: list } }));
  announce(list.querySelector('.new-rows'), changes.dataset.fresh.split(' ').filter(Boolean).length);
}

function announce(button, count) {
  if (!button) return;
  button.hidden = count === 0;
  if (count) button.querySelector('[role=status]').textContent = (count === 1 ? button.dataset.one : button.dataset.many).replace('{n}', count);
}

const watched = new WeakSet();
function watch() {
  for (const list of document.querySelectorAll('[data-poll]')) {
    if (watched.has(list)) continue;
    watched.add(list);
    const timer = setInterval(() => (list.isConnected ? ask(list) : clearInterval(timer)), Number(list.dataset.every) * 1000);
  }
}
watch();
document.addEventListener('htmx:afterSettle', watch);
document.addEventListener('visibilitychange', () => document.querySelectorAll('[data-poll]').forEach(ask));
