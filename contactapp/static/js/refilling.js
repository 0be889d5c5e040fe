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

// A list in which somebody types the name of a choice loses what they typed when it is swapped: it only gets its values.
function fillInPlace(target, part, names) {
  const old = controls(target);
  const fresh = old.map((control) => controls(part).find(isSame(control)));
  const isTheSame = fresh.every((control, place) => control?.textContent === old[place].textContent);
  if (!isTheSame || controls(part).length !== old.length) return false;
  old.forEach((control, place) => {
    if (names.has(control.name)) return;
    if (['checkbox', 'radio'].includes(control.type)) control.checked = fresh[place].checked;
    else control.value = fresh[place].value;
  });
  return true;
}

// In the capture phase, so that the change that asks is noted before it asks.
for (const name of ['input', 'change']) {
  document.addEventListener(name, ({ target }) => changed.get(target.form)?.add(target.name), true);
}
const isLate = (request) => !asking.get(request).isConnected || latest.get(asking.get(request)) !== request;

document.addEventListener('htmx:beforeRequest', ({ target, detail: { xhr } }) => {
  // What asked may be gone when the answer comes, and then no event of it gets here; the request itself always tells.
  xhr.addEventListener('readystatechange', () => { if (xhr.readyState === 4) arriving = xhr; });
  const form = target.matches('[data-refills]') && target.closest('form');
  if (!form) return;
  changed.set(form, new Set());
  asking.set(xhr, form);
  latest.set(form, xhr);
});
// Asked anew, or saved meanwhile: what this answers is no longer the question.
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (asking.has(detail.xhr) && isLate(detail.xhr)) detail.shouldSwap = false;
});
document.addEventListener('htmx:oobBeforeSwap', ({ target, detail }) => {
  if (!asking.has(arriving)) return;
  const names = changed.get(asking.get(arriving));
  const typed = controls(target).filter(({ name }) => names.has(name));
  const isChoosing = document.activeElement.matches('select') && target.contains(document.activeElement);
  // A fold in which somebody is at work stays open.
  const isFold = target.matches('details, :has(> details:only-child)');
  const isUsed = isFold && (typed.length > 0 || target.contains(document.activeElement));
  if (isUsed) detail.shouldSwap = false;
  else if (!isLate(arriving) && isChoosing && fillInPlace(target, detail.fragment, names)) detail.shouldSwap = false;
  else if (isLate(arriving) || !typed.every((control) => keep(control, detail.fragment))) detail.shouldSwap = false;
});
