// Leaving with unsaved text asks first. A form takes part with data-guard; whoever saves it tells so with
// the event draft:saved on that form, or by sending it.
const unsaved = new Set();
const counts = new WeakMap(); // form: how often something changed in it
const sent = new WeakMap(); // what asked something of the server: that number then

const formOf = (element) => element.closest?.('form');

for (const name of ['input', 'change']) {
  document.addEventListener(name, ({ target, isTrusted }) => {
    const form = formOf(target);
    // Who leaves a field changes nothing more; what a script chooses is told by this alone.
    if (!form || (name === 'change' && isTrusted)) return;
    counts.set(form, (counts.get(form) ?? 0) + 1);
    if (form.matches('[data-guard]')) unsaved.add(form);
  }, true);
}
document.addEventListener('htmx:beforeRequest', ({ target }) => sent.set(target, counts.get(formOf(target))));
// A draft that is older than what stands there now is no reason to say that all is safe: nobody else hears of it.
document.addEventListener('draft:saved', (event) => {
  if (sent.get(event.target) !== counts.get(formOf(event.target))) event.stopImmediatePropagation();
}, true);

for (const name of ['submit', 'reset', 'draft:saved']) {
  document.addEventListener(name, ({ target }) => unsaved.delete(formOf(target)));
}
document.addEventListener('htmx:afterRequest', ({ target, detail }) => {
  if (!(detail.xhr.status >= 200 && detail.xhr.status < 400) && target.matches?.('form[data-guard]')) unsaved.add(target);
});
// A way on that needs nothing of what was typed in a form; opened in another tab it leaves the form as it is.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-drops]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) unsaved.delete(document.getElementById(link.dataset.drops));
});
window.addEventListener('beforeunload', (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});
