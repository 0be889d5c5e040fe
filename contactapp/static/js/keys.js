// Single keys: never while typing, and a person can switch them off. Ctrl Enter, Ctrl K and Esc always work.
import { firstField, isTyping } from './fields.js';
import { currentRow, moveCursor } from './cursor.js';

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === 'Enter') return send(event);
  if (control && event.key.toLowerCase() === 'k') return search(event);
  if (event.key === 'Escape' && isTyping(event.target)) return leave(event);
  if (control || event.altKey || isTyping(event.target)) return;
  if (moveCursor(event)) return event.preventDefault();
  // A key that is held counts once: it would claim row after row.
  if (event.repeat || document.documentElement.dataset.keys === 'off' || document.querySelector('dialog[open]')) return;

  const target = targetOf(event.key.toLowerCase(), event.target);
  if (!target) return;
  event.preventDefault();
  press(target, event.shiftKey);
});

// A search field would be emptied as well, and what was found with it gone.
function leave(event) {
  event.preventDefault();
  event.target.blur();
}

// With Shift one goes on to the next at once, where the form offers that.
function send(event) {
  const form = event.target.form;
  if (!form) return;
  event.preventDefault();
  const wanted = event.shiftKey && form.querySelector('[data-sends-on]') ? '[data-sends-on]' : '.primary';
  const named = [...form.elements].find((one) => one.type === 'submit' && one.matches(wanted));
  // Pressed, not only named: htmx sends the name of a button that was pressed.
  if (named) named.click();
  else form.requestSubmit();
}

function search(event) {
  event.preventDefault();
  document.getElementById('global-search')?.focus();
}

function targetOf(key, from) {
  const row = currentRow(from);
  const name = CSS.escape(key);
  const inRow = row?.querySelector(`[data-row-key="${name}"]`) ?? (key === 'x' ? row?.querySelector('[type=checkbox]') : null);
  // What was chosen goes before the row under the cursor.
  const chosen = document.querySelector(`[data-cursor]:has([name=task]:checked) .bulk [data-key="${name}"]`);
  return chosen ?? inRow ?? [...document.querySelectorAll(`[data-key="${name}"]`)].findLast((one) => one.checkVisibility());
}

function press(target, shift) {
  if (target.matches('details')) {
    target.open = true;
    firstField(target)?.focus();
  } else if (isTyping(target)) {
    target.focus({ preventScroll: Boolean(target.closest('.conversations, .topbar')) });
  } else if (shift && target.matches('[data-row-key][formaction]')) {
    // With Shift one goes along: sent as without scripts, so that the whole page answers.
    target.form.requestSubmit(target);
  } else {
    target.click();
  }
}
