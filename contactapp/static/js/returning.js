// Back in a list from one of its tasks, or after an act on one: the cursor stands where it was, so that one goes on there.
import { stopsOf } from './cursor.js';

const PLACE = 'contactapp-cursor';
const here = () => {
  const asked = new URLSearchParams(location.search);
  asked.delete('to'); // whom one gives work to makes it no other list
  return `${location.pathname}?${asked}`;
};
const taskOf = (stop) => stop.closest('[data-task]')?.dataset.task;

document.addEventListener('focusin', ({ target }) => {
  const row = target.closest('main [data-cursor] [data-task]');
  if (!row) return;
  const place = stopsOf(row.closest('[data-cursor]')).findIndex((stop) => row.contains(stop));
  sessionStorage.setItem(PLACE, JSON.stringify({ here: here(), place }));
});

document.addEventListener('DOMContentLoaded', () => {
  const list = document.querySelector('main [data-cursor]');
  const kept = JSON.parse(sessionStorage.getItem(PLACE));
  if (!list || kept?.here !== here() || document.activeElement !== document.body) return;
  const from = document.referrer.startsWith(location.origin) ? new URL(document.referrer).pathname : '';
  if (from !== location.pathname && !from.startsWith('/tasks/')) return;
  const stops = stopsOf(list);
  // What left the list made room for the next one.
  const stop = stops.find((one) => taskOf(one) === from.split('/')[2]) ?? stops[Math.min(kept.place, stops.length - 1)];
  stop?.focus();
});
