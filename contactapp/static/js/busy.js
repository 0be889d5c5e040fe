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
  // A download leaves the page as it is, so nothing would say that it has come; where the last press counts, none is held up.
  if (form.method !== 'post' || form.matches('[data-download], [hx-sync="this:replace"]')) return;
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
  if (event.defaultPrevented && !event.target.matches('[hx-post]')) end(event.target);
});
// Back from the next page through the browser's own cache: nothing is on its way any more.
window.addEventListener('pageshow', () => document.querySelectorAll('form').forEach(end));

// A line at the top for everything that takes longer than a moment.
let waiting = 0;
let line;

function begun() {
  waiting += 1;
  setTimeout(() => {
    if (!waiting || line) return;
    line = document.createElement('div');
    line.className = 'busy-line';
    document.body.append(line);
  }, 300);
}

function ended() {
  waiting -= 1;
  if (waiting) return;
  line?.remove();
  line = undefined;
}

document.addEventListener('htmx:beforeRequest', ({ target, detail: { xhr } }) => {
  begun();
  // What asked may be gone when the answer comes, and then no event of it gets here; the request itself always tells.
  xhr.addEventListener('loadend', () => {
    ended();
    end(target);
  });
});
