// Arrow keys walk through a list once focus is in it; focus is the cursor.
const ROWS = '[data-cursor] :is(tbody tr, li)';
const STOPS = 'tbody tr:not(.taken) .subject a, li :is(p, h3):first-child > a, li > a, :is(.callbacks, .tasks) li > p > a';

// One for each row: what else can be followed there, Tab comes to.
export const stopsOf = (list) => [...list.querySelectorAll(STOPS)].filter((stop, place, all) => rowOf(stop) !== rowOf(all[place - 1]));
const rowOf = (stop) => stop?.closest('tr, li');
export const currentRow = (from) => from.closest?.(ROWS) ?? document.querySelector('[data-cursor] .current');

export function moveCursor(event) {
  if (!['ArrowDown', 'ArrowUp'].includes(event.key)) return false;
  // With the focus nowhere yet, the arrows enter the first list of the page.
  const list = event.target === document.body ? document.querySelector('main [data-cursor]') : event.target.closest?.('[data-cursor]');
  if (!list) return false;
  return step(list, event.target, event.key === 'ArrowDown' ? 1 : -1);
}

function step(list, from, direction) {
  const stops = stopsOf(list);
  const here = stops.findIndex((stop) => rowOf(stop).contains(from));
  const next = stops[here === -1 && direction === -1 ? stops.length - 1 : here + direction];
  next?.focus();
  return Boolean(next);
}

document.addEventListener('focusin', ({ target }) => {
  const row = target.closest(ROWS);
  if (!row) return;
  row.closest('[data-cursor]').querySelectorAll('.current').forEach((old) => old.classList.remove('current'));
  row.classList.add('current');
});

// A list may answer to a search field elsewhere on the page: arrow down goes into it, or to the way on when it is empty.
document.addEventListener('keydown', (event) => {
  const list = event.target.dataset?.list && document.getElementById(event.target.dataset.list);
  if (!list || event.key !== 'ArrowDown') return;
  const first = list.querySelector(STOPS) ?? list.querySelector('.empty a');
  if (!first) return;
  event.preventDefault();
  first.focus();
});

// After a row is swapped away with the focus in it, the cursor goes to the next row.
let leaving = null;
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const row = detail.target.closest?.(ROWS);
  const hadFocus = row && (row.contains(document.activeElement) || row === currentRow(document.activeElement));
  leaving = hadFocus ? { list: row.closest('[data-cursor]'), next: row.nextElementSibling ?? row.previousElementSibling } : null;
});
document.addEventListener('htmx:afterSettle', () => {
  // htmx gives focus back to the row that was taken; it belongs on the next one.
  const stays = document.activeElement !== document.body && !document.activeElement.closest('.taken');
  const left = leaving;
  leaving = null;
  if (!left || stays) return;
  const stop = left.next?.isConnected ? left.next.querySelector('.subject a, a') : left.list.querySelector(STOPS);
  stop?.focus();
});
