// Leaving with unsaved text asks first. A form takes part with data-guard; whoever saves it tells so with
// the event draft:saved on that form, or by sending it.
const unsaved = new Set();

document.addEventListener('input', ({ target }) => {
  const form = target.closest('form[data-guard]');
  if (form) unsaved.add(form);
});
for (const name of ['submit', 'reset', 'draft:saved']) {
  document.addEventListener(name, ({ target }) => unsaved.delete(target.closest('form')));
}
document.addEventListener('htmx:afterRequest', ({ target, detail }) => {
  if (!(detail.xhr.status >= 200 && detail.xhr.status < 400) && target.matches?.('form[data-guard]')) unsaved.add(target);
});
window.addEventListener('beforeunload', (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});
