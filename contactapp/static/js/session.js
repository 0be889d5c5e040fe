// Who rests for long is signed out. Two minutes before that a message says so, and one press stays signed in; whatever
// happens in another tab counts too. Polling does not count, here nor on the server. Who signs in again in another tab
// goes on here with what was typed.
const template = document.getElementById('session-template');
const USED = 'contactapp-used';
const MINUTE = 60_000;
// The server notes use once a minute, so it may think of a minute more rest than we do.
const idle = template && (Number(template.dataset.minutes) - 1) * MINUTE;

const used = () => localStorage.setItem(USED, Date.now());
const shown = () => document.querySelector('#toasts [data-session]');

function look() {
  const rest = Date.now() - Number(localStorage.getItem(USED));
  const state = rest >= idle ? 'ended' : rest >= idle - 2 * MINUTE ? 'ending' : null;
  const before = shown()?.dataset.session ?? null;
  if (before === state) return;
  shown()?.remove();
  if (before === 'ended') keep();
  if (state) document.getElementById('toasts').append(template.content.querySelector(`[data-session=${state}]`).cloneNode(true));
}

async function keep() {
  const answer = await fetch(template.dataset.keep, { redirect: 'manual' }).catch(() => null);
  // Sent to the sign-in page: it was too late.
  if (answer?.type === 'opaqueredirect') localStorage.removeItem(USED);
  if (!answer?.ok) return look();
  used();
  look();
  const { user, token } = await answer.json();
  // Somebody else at this desk: their page is not this one.
  if (String(user) !== template.dataset.user) return location.reload();
  document.querySelectorAll('input[name=csrf_token]').forEach((field) => { field.value = token; });
  document.body.setAttribute('hx-headers', JSON.stringify({ 'X-CSRFToken': token }));
}

if (template) {
  used();
  setInterval(look, 5_000);
  document.addEventListener('session:ended', () => {
    localStorage.removeItem(USED);
    look();
  });
  document.addEventListener('visibilitychange', look);
  window.addEventListener('storage', look);
  document.addEventListener('htmx:afterRequest', ({ detail }) => { if (detail.successful && !detail.requestConfig.headers['X-Polling']) used(); });
  document.addEventListener('click', ({ target }) => { if (target.closest('[data-keep-session]')) keep(); });
}
