// A ready text for what somebody is writing: at the cursor of the field they typed in last, otherwise in the first one there is.
let last = null;

document.addEventListener('focusin', ({ target }) => {
  if (target.matches('textarea')) last = target;
});

// The list of ready sentences comes when it is opened, and the cursor goes into it; Esc goes back to the field.
const listOf = (element) => element.closest?.('[data-inserts-into]');
const fieldOf = (list) => list.closest('form').elements.namedItem(list.dataset.insertsInto);

function enter(list) {
  list.scrollIntoView({ block: 'nearest' });
  if (list.contains(document.activeElement)) list.querySelector('button')?.focus();
}
document.addEventListener('htmx:afterSettle', ({ target }) => { if (listOf(target)) enter(listOf(target)); });
document.addEventListener('toggle', ({ target }) => { if (target === listOf(target) && target.open) enter(target); }, true);

document.addEventListener('keydown', (event) => {
  const list = listOf(event.target);
  if (list && event.key === 'Escape') {
    list.open = false;
    fieldOf(list).focus();
  }
  const row = list && event.target.closest('li');
  const next = row && { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
  if (!next) return;
  event.preventDefault();
  next.querySelector('button').focus();
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-insert]');
  const list = button && listOf(button);
  const field = list ? fieldOf(list) : button && fieldToWriteIn();
  if (!field) return;
  if (list && field !== last) field.setSelectionRange(field.value.length, field.value.length);
  const before = field.value.slice(0, field.selectionStart);
  // A ready sentence starts on a line of its own.
  const space = before && !/\s$/.test(before) ? (list ? '\n' : ' ') : '';
  field.focus();
  field.setRangeText(space + button.dataset.insert, field.selectionStart, field.selectionEnd, 'end');
  if (list) list.open = false;
  field.dispatchEvent(new Event('input', { bubbles: true }));
});

function fieldToWriteIn() {
  if (last?.isConnected && last.checkVisibility()) return last;
  return [...document.querySelectorAll('textarea')].find((one) => one.checkVisibility() && !one.readOnly && !one.disabled);
}
