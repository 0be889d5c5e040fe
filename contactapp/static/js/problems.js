// When something goes wrong: the notice stands above the form it belongs to, and typed text stays. Who pressed something
// goes to it; who is typing goes on, because outside a field letters are commands.
import { isTyping } from './fields.js';

const place = ({ requestConfig: { elt } }, notice) => {
  const form = formOf(elt);
  document.querySelectorAll('#problem').forEach((old) => old.remove());
  notice.id = 'problem';
  if (form) form.before(notice);
  else document.getElementById('messages')?.replaceChildren(notice);
  if (elt.matches('form, button, a') || !isTyping(document.activeElement)) notice.focus();
};
// What saves by itself says itself that it could not (keeping.js); somebody is typing there.
const isQuiet = ({ requestConfig }) => requestConfig.elt.matches('[data-saves]');
const blank = () => document.getElementById('problem-template').content.firstElementChild.cloneNode(true);

document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (!detail.xhr.getResponseHeader('HX-Retarget') || detail.xhr.status < 400) return;
  // Our own error notice: shown here, never swapped over the work.
  const parsed = new DOMParser().parseFromString(detail.serverResponse, 'text/html').querySelector('.notice');
  detail.shouldSwap = false;
  if (!isQuiet(detail)) place(detail, parsed ?? blank());
});
document.addEventListener('htmx:responseError', ({ detail }) => {
  if (!isQuiet(detail) && !detail.xhr.getResponseHeader('HX-Retarget') && ![401, 409].includes(detail.xhr.status)) place(detail, blank());
});
for (const name of ['htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(name, ({ detail }) => { if (!isQuiet(detail)) place(detail, blank()); });
}
document.addEventListener('htmx:beforeRequest', ({ detail }) => {
  if (detail.requestConfig.verb !== 'get') document.getElementById('problem')?.remove();
});

// A question that makes way for a newer one, or for the next page, is no problem and has no place on the console. What
// else ends a request is told there under its own name, right after this.
const MADE_WAY = ['htmx:afterRequest', 'htmx:sendAbort'];
window.htmx.logger = (_element, name, detail) => { if (MADE_WAY.includes(name)) delete detail.error; };

// A browser honours autofocus only while a page loads, and complains about it afterwards.
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  detail.serverResponse = detail.serverResponse.replaceAll(' autofocus=""', ' data-focus=""');
});

// A form that came back with errors: its summary takes focus. Otherwise the new part says where focus goes.
document.addEventListener('htmx:afterSettle', ({ detail }) => {
  const summary = detail.elt.querySelector?.('.error-summary');
  (summary ?? detail.elt.querySelector?.('[data-focus]'))?.focus();
});

const formOf = (element) => {
  const form = element.closest?.('form');
  return form?.matches('[data-cursor], [role=search]') ? null : form;
};
