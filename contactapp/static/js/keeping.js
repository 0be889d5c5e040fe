// What the server does not have yet stays in this browser (localStorage): per person, and per conversation, customer or
// ticket. It goes as soon as the server has it, at signing out, and after a working day. A form takes part with data-keeps
// (whose) and data-keeps-place (what for); inside it, or the form itself, data-saves is what sends the draft.
const PREFIX = 'contactapp-kept:';
const HOURS = 12;
const AGAIN_MS = 5000;
const NEVER = ['csrf_token', '_key', 'conversation', 'draft_version', 'notepad_version', 'place', 'seen', 'applied', 'standard_text', 'kept_files'];

const bases = new WeakMap(); // form: its fields when they were last the same as on the server
const failing = new Map(); // form whose draft did not arrive: the timer that sends it again
const reported = new WeakMap(); // of such a form: what it says of that
const elsewhere = new WeakSet(); // forms whose draft went on in another window

const storage = (act, otherwise) => {
  // A browser that keeps nothing still works, with less to fall back on.
  try { return act(localStorage); } catch { return otherwise; }
};
const keptKeys = () => storage((store) => Object.keys(store).filter((key) => key.startsWith(PREFIX)), []);
const drop = (key) => storage((store) => store.removeItem(key));
const saver = (form) => (form.matches('[data-saves]') ? form : form.querySelector('[data-saves]'));
const send = (form) => saver(form).dispatchEvent(new Event('keep'));

function places(form) {
  const conversation = form.elements.namedItem('conversation')?.value;
  return [conversation && `conversation-${conversation}`, form.dataset.keepsPlace].filter(Boolean);
}
const keys = (form) => places(form).map((place) => `${PREFIX}${form.dataset.keeps}:${place}`);

function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && !NEVER.includes(name) && !name.endsWith('_q')) fields[name] = value;
  }
  return fields;
}

const differing = (one, other) => [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => (one[name] ?? '') !== (other[name] ?? ''));

function say(form, words) {
  const line = form.querySelector('[data-unsaved]');
  if (!line) return;
  line.hidden = !words;
  line.textContent = words ? line.dataset[words] : '';
  // Only what went wrong is said aloud; the rest would be said at every pause.
  if (words === 'failed') line.setAttribute('role', 'status');
  else line.removeAttribute('role');
}

function keep(form) {
  const [key] = keys(form);
  if (!key) return;
  const kept = { at: Date.now(), base: bases.get(form) ?? {}, fields: fieldsOf(form) };
  storage((store) => store.setItem(key, JSON.stringify(kept)));
  // The words about another window hold a link: it stays where it is while somebody goes to press it.
  say(form, elsewhere.has(form) ? '' : failing.has(form) ? reported.get(form) : 'unsaved');
}

function settle(form) {
  keys(form).forEach(drop);
  bases.set(form, fieldsOf(form));
  stopTrying(form);
  elsewhere.delete(form);
  say(form, '');
}

function fill(form, fields, names) {
  for (const control of form.elements) {
    if (!names.includes(control.name) || control.type === 'hidden' || control.type === 'file') continue;
    const value = fields[control.name] ?? '';
    if (['checkbox', 'radio'].includes(control.type)) control.checked = control.value === value;
    else control.value = value;
    // What comes back must be seen, also in a fold.
    if (value && control.matches('input')) control.closest('details')?.setAttribute('open', '');
  }
  const last = [...form.elements].find((control) => control.matches('textarea'));
  last?.dispatchEvent(new Event('input', { bubbles: true }));
}

function notice(form, kind, kept, names) {
  form.querySelectorAll('[data-kept]').forEach((old) => old.remove());
  const template = form.querySelector('[data-kept-notices]');
  const shown = template?.content.querySelector(`[data-kept="${kind}"]`)?.cloneNode(true);
  if (!shown) return;
  const time = new Intl.DateTimeFormat('nl-NL', { hour: '2-digit', minute: '2-digit' }).format(kept.at).replace(':', '.');
  for (const words of shown.querySelectorAll('strong')) words.textContent = words.textContent.replace('{time}', time);
  shown.addEventListener('click', ({ target }) => {
    const dropped = target.closest('[data-kept-drop]');
    if (!dropped && !target.closest('[data-kept-restore]')) return;
    shown.remove();
    keys(form).forEach(drop);
    if (!dropped || kind === 'restored') fill(form, dropped ? kept.base : kept.fields, names);
  });
  template.after(shown);
}

function offer(form) {
  if (bases.has(form)) return;
  const now = fieldsOf(form);
  bases.set(form, now);
  // The answer to a form that was refused holds all that was sent; only a draft of it is not there yet.
  if (form.querySelector('.error-summary')) return send(form);
  const kept = keys(form).map((key) => storage((store) => JSON.parse(store.getItem(key)))).find(Boolean);
  if (!kept) return;
  const names = differing(kept.fields, now).filter((name) => form.elements.namedItem(name));
  if (!names.length) return keys(form).forEach(drop);
  // Untouched on the server since: then what was typed here is simply the newest.
  const untouched = names.every((name) => (kept.base[name] ?? '') === (now[name] ?? ''));
  if (untouched) fill(form, kept.fields, names);
  notice(form, untouched ? 'restored' : 'offered', kept, names);
}

function stopTrying(form) {
  clearTimeout(failing.get(form));
  failing.delete(form);
}

// Whose session has ended has a connection; they are told to sign in (session.js).
function failed(form, status) {
  stopTrying(form);
  failing.set(form, setTimeout(send, AGAIN_MS, form));
  reported.set(form, status === 401 ? 'unsaved' : 'failed');
  say(form, reported.get(form));
}

const offerAll = () => document.querySelectorAll('form[data-keeps]').forEach(offer);
const formOf = (target) => target?.closest?.('form[data-keeps]');

for (const name of ['input', 'change']) {
  document.addEventListener(name, ({ target }) => { const form = formOf(target); if (form) keep(form); });
}
document.addEventListener('draft:saved', ({ target }) => { if (formOf(target)) settle(formOf(target)); });
// Another window went on with this draft: the server says so, and what stands here stays in this browser.
document.addEventListener('draft:elsewhere', ({ target }) => {
  const form = formOf(target);
  if (!form) return;
  elsewhere.add(form);
  document.getElementById('notepad-elsewhere')?.remove(); // said again at every pause, shown once
  stopTrying(form);
  say(form, '');
});
for (const name of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
  document.addEventListener(name, ({ target, detail }) => {
    const form = target.matches?.('[data-saves]') && formOf(target);
    if (form) failed(form, detail.xhr?.status);
  });
}
// The form made way for another while its draft was under way: the answer to it would fill in that one.
const isOfThisPage = (event) => { if (!event.currentTarget.isConnected) event.preventDefault(); };
document.addEventListener('htmx:beforeRequest', ({ target }) => {
  if (target.matches('[data-saves], [data-saves] button')) target.addEventListener('htmx:beforeOnLoad', isOfThisPage);
});
// The form itself arrived, or was put away on purpose.
document.addEventListener('htmx:beforeOnLoad', ({ target, detail }) => {
  const form = target.matches('form[data-keeps]:not([data-saves]), .dock-foot button') && formOf(target);
  if (form && detail.xhr.status < 400) settle(form);
});
document.addEventListener('submit', ({ target }) => { if (target.matches('[action$="/logout"]')) keptKeys().forEach(drop); });
window.addEventListener('online', () => [...failing.keys()].forEach(send));

const isOld = (key) => storage((store) => Date.now() - JSON.parse(store.getItem(key)).at > HOURS * 3600 * 1000, true);
// After htmx has got to know the forms, so that what is put back is saved too.
document.addEventListener('DOMContentLoaded', () => {
  const me = document.querySelector('form[data-keeps]')?.dataset.keeps;
  keptKeys().filter((key) => isOld(key) || (me && !key.startsWith(`${PREFIX}${me}:`))).forEach(drop);
  offerAll();
});
document.addEventListener('htmx:afterSettle', offerAll);
