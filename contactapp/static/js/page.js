// Small acts of a page: start where one goes on, take along what was looked for, print it, copy a number.
import { firstField, isTyping } from './fields.js';

const FIELDS = 'input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), textarea';

// On a phone the keyboard would hide the page, and scrolling to the field would hide whose page it is.
document.addEventListener('DOMContentLoaded', () => {
  if (document.activeElement !== document.body || !matchMedia('(width >= 60rem)').matches) return;
  document.querySelector('[data-focus-here]')?.focus({ preventScroll: true });
  const form = document.querySelector('[data-focus-first]');
  if (!form) return;
  const empty = (field) => !field.value && field.checkVisibility() && !field.closest('[data-chosen]');
  [...form.querySelectorAll(FIELDS)].find(empty)?.focus({ preventScroll: true });
});

// Of many conversations the one on screen may stand outside their strip. Only the strip scrolls, never the page.
function showConversation() {
  const shown = document.querySelector('.conversation[aria-current]');
  const strip = shown?.parentElement;
  if (strip) strip.scrollLeft += Math.max(0, shown.getBoundingClientRect().right - strip.getBoundingClientRect().right + 3);
}
document.addEventListener('DOMContentLoaded', showConversation);
document.addEventListener('htmx:oobAfterSwap', ({ detail }) => { if (detail.target?.id === 'conversation-bar') showConversation(); });
// Who writes in the notepad goes on there when a conversation comes or goes: only the strip is renewed.
document.addEventListener('htmx:oobBeforeSwap', ({ target, detail }) => {
  const [strip, fresh] = [target, detail.fragment].map((bar) => bar.querySelector('.running'));
  if (!strip || !fresh || !target.contains(document.activeElement) || !isTyping(document.activeElement)) return;
  strip.replaceWith(fresh);
  detail.shouldSwap = false;
  showConversation();
});

// What is wrong with a set of choices leads to the set; one goes on in its first field, where single keys are letters.
document.addEventListener('click', (event) => {
  const link = event.target.closest('.error-summary a');
  const field = link && document.querySelector(`fieldset${link.hash}`) && firstField(document.querySelector(link.hash));
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// Who was looked for and is not there: what was typed goes along to where they are made.
document.addEventListener('click', ({ target }) => {
  const link = target.closest('a[data-carries]');
  const field = link && document.getElementById(link.dataset.carries);
  if (!field) return;
  const address = new URL(link.href);
  if (field.value) address.searchParams.set('q', field.value);
  else address.searchParams.delete('q');
  link.href = address;
});

document.addEventListener('click', async ({ target }) => {
  if (target.closest('[data-print]')) window.print();
  const copy = target.closest('[data-copy]');
  if (!copy) return;
  await navigator.clipboard.writeText(copy.dataset.copy);
  const said = document.createElement('span');
  said.className = 'unseen';
  said.textContent = copy.dataset.copied ?? '';
  document.getElementById('toasts')?.append(said);
  copy.classList.add('copied');
  setTimeout(() => { copy.classList.remove('copied'); said.remove(); }, 2000);
});
