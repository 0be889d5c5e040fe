// The search at the top: arrow keys walk from the field through what was found, Esc goes back and puts it away.
const list = () => document.getElementById('global-suggestions');
const field = () => document.getElementById('global-search');

document.addEventListener('keydown', (event) => {
  const found = list();
  const inside = event.target === field() || found?.contains(event.target);
  if (!inside || event.ctrlKey || event.metaKey || event.altKey) return;
  const stops = [field(), ...found.querySelectorAll('a')];
  const here = stops.indexOf(document.activeElement);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (stops.length === 1) return;
    event.preventDefault();
    stops.at((here + (event.key === 'ArrowDown' ? 1 : -1)) % stops.length).focus();
  } else if (event.key === 'Escape' && stops.length > 1) {
    event.preventDefault();
    found.replaceChildren();
    field().focus();
  }
});

// How much each group holds is said aloud.
document.addEventListener('htmx:afterSettle', ({ detail: { elt } }) => {
  if (elt === list()) elt.closest('form').querySelector('[role=status]').textContent = elt.dataset.words;
});

document.addEventListener('input', ({ target }) => {
  if (target === field() && !target.value.trim()) list()?.replaceChildren();
});
