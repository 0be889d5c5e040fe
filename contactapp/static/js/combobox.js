// The picker: type, arrow into the answers; Enter, Tab or the space bar takes the one in focus. Who goes past them with Tab
// alone, on the way to what comes after, takes none. The answers are ordinary radio buttons, so a form without this script
// works too; here they fold up to the chosen one.
const boxOf = (element) => element.closest?.('[data-combobox]');
const radios = (box) => [...box.querySelectorAll('.suggestions [type=radio]')];
const search = (box) => box.querySelector('[type=search]');
const answered = new WeakMap(); // picker: the words that its answers are for
const walked = new WeakSet(); // pickers in whose answers somebody moved with the arrows
const hasty = new WeakSet(); // pickers in which Enter was pressed before the answers came

function choose(box, radio) {
  radio.checked = true;
  box.dataset.chosen = '';
  radio.focus();
  radio.dispatchEvent(new Event('change', { bubbles: true }));
}

function clear(box) {
  delete box.dataset.chosen;
  for (const radio of radios(box)) radio.checked = false;
  const field = search(box);
  field.focus();
  field.select();
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

document.addEventListener('keydown', (event) => {
  const box = boxOf(event.target);
  if (!box || event.ctrlKey || event.metaKey) return;
  const stops = radios(box);
  const here = stops.indexOf(event.target);
  if (here === -1 && event.target !== search(box)) return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    walked.add(box);
    const next = here + (event.key === 'ArrowDown' ? 1 : -1);
    (next < 0 ? search(box) : stops[next] ?? stops.at(-1))?.focus();
  } else if (event.key === 'Enter') {
    event.preventDefault();
    if ('chosen' in box.dataset) return;
    if (here === -1 && search(box).value !== (answered.get(box) ?? search(box).defaultValue)) hasty.add(box);
    else if (stops.length) choose(box, stops[Math.max(here, 0)]);
  } else if (here >= 0 && !('chosen' in box.dataset) && (event.key === ' ' || (event.key === 'Tab' && !event.shiftKey && walked.has(box)))) {
    // Tab takes what is in focus and goes on to the next field.
    if (event.key === ' ') event.preventDefault();
    choose(box, stops[here]);
  } else if (event.key === 'Escape' && here >= 0) {
    event.preventDefault();
    search(box).focus();
  }
});

document.addEventListener('click', (event) => {
  const box = boxOf(event.target);
  if (!box) return;
  if (event.target.closest('[data-clear]')) clear(box);
  else if (event.target.matches('.suggestions [type=radio]') && event.detail > 0) choose(box, event.target);
});

// Enter just after typing means the first of the answers to that, not of the answers to less.
document.addEventListener('input', ({ target }) => {
  hasty.delete(boxOf(target));
  walked.delete(boxOf(target));
});

// The number of answers is said aloud; noscript buttons that arrive by htmx would catch Enter, so they go.
document.addEventListener('htmx:afterSettle', ({ detail }) => {
  detail.elt.querySelectorAll?.('noscript').forEach((one) => one.remove());
  const list = detail.elt.matches?.('.suggestions') ? detail.elt : null;
  const box = list && boxOf(list);
  if (!box) return;
  box.querySelector('[role=status]').textContent = list.dataset.words ?? '';
  answered.set(box, detail.requestConfig?.formData.get(search(box).name) ?? '');
  const first = radios(box)[0];
  if (first && search(box) === document.activeElement && answered.get(box) === search(box).value && hasty.delete(box)) choose(box, first);
});
