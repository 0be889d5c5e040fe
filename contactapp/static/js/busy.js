// A second press does nothing while the first is on its way; after 300 ms the button shows that it works.
const sending = new WeakMap();

function begin(form, button) {
  const timer = setTimeout(() => button?.setAttribute('aria-busy', 'true'), 300);
  sending.set(form, () => {
    clearTimeout(timer);
    button?.removeAttribute('aria-busy');
    sending.delete(form);
  });
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  // A download leaves the page as it is, so nothing would say that it has come.
  if (form.method !== 'post' || form.hasAttribute('data-download')) return;
  if (sending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  begin(form, event.submitter);
}, true);

const end = (form) => sending.get(form)?.();
document.addEventListener('submit', (event) => {
  // Somebody else stopped it (validation, a question): the form must stay usable. htmx stops every submit to send it itself.
  if (event.defaultPrevented && !event.target.matches('[hx-post], [data-hx-post]') && !event.submitter?.matches('[hx-post]')) end(event.target);
});
document.addEventListener('htmx:afterRequest', ({ target }) => { if (target.form ?? target) end(target.form ?? target); });
// Back from the next page through the browser's own cache: nothing is on its way any more.
window.addEventListener('pageshow', () => document.querySelectorAll('form').forEach(end));

// A line at the top for everything that takes longer than a moment.
let waiting = 0;
let line;
document.addEventListener('htmx:beforeRequest', () => {
  waiting += 1;
  setTimeout(() => {
    if (!waiting || line) return;
    line = document.createElement('div');
    line.className = 'busy-line';
    document.body.append(line);
  }, 300);
});
document.addEventListener('htmx:afterRequest', () => {
  waiting = Math.max(0, waiting - 1);
  if (waiting) return;
  line?.remove();
  line = undefined;
});
