// An answer that refills parts of a form (data-refills on what asks for it) comes later than the question, and somebody
// goes on meanwhile. What they typed or chose since they asked stays; only what they left alone is filled in.
const changed = new WeakMap(); // form: names of what changed since it last asked
const asking = new WeakMap(); // request: the form it asks for
const latest = new WeakMap(); // form: its last request, which knows all that the earlier ones knew
let arriving = null;

const controls = (part) => [...part.querySelectorAll('input:not([type=hidden]), select, textarea')].filter((one) => one.name);
const isSame = (one) => (other) => other.name === one.name && (other.type !== 'radio' || other.value === one.value);

// Whether the fresh part has a place for what was typed.
function keep(control, part) {
  const fresh = controls(part).find(isSame(control));
  if (!fresh) return false;
  if (['checkbox', 'radio'].includes(control.type)) fresh.checked = control.checked;
  else fresh.value = control.value;
  return fresh.value === control.value;
}

// In the capture phase, so that the change that asks is noted before it asks.
for (const name of ['input', 'change']) {
  document.addEventListener(name, ({ target }) => changed.get(target.form)?.add(target.name), true);
}
document.addEventListener('htmx:beforeRequest', ({ target, detail }) => {
  const form = target.matches('[data-refills]') && target.closest('form');
  if (!form) return;
  changed.set(form, new Set());
  asking.set(detail.xhr, form);
  latest.set(form, detail.xhr);
});
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  arriving = asking.get(detail.xhr);
  // Asked anew, or saved meanwhile: what this answers is no longer the question.
  if (arriving && (!arriving.isConnected || latest.get(arriving) !== detail.xhr)) detail.shouldSwap = false;
});
document.addEventListener('htmx:oobBeforeSwap', ({ target, detail }) => {
  const names = arriving && arriving.contains(target) && changed.get(arriving);
  if (!names) return;
  const typed = controls(target).filter(({ name }) => names.has(name));
  if (!typed.every((control) => keep(control, detail.fragment))) detail.shouldSwap = false;
});
