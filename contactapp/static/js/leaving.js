// What leaves by itself after some seconds: toasts, and rows somebody else took. It waits for focus and the mouse.
const watched = new WeakSet();

function watch(element) {
  if (watched.has(element)) return;
  watched.add(element);
  const wait = Number(element.dataset.leavesAfter) * 1000;
  let timer;
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (element.matches(':hover, :focus-within')) start();
      else element.remove();
    }, wait);
  };
  for (const name of ['mouseleave', 'focusout']) element.addEventListener(name, start);
  for (const name of ['mouseenter', 'focusin']) element.addEventListener(name, () => clearTimeout(timer));
  start();
}

const watchAll = () => document.querySelectorAll('[data-leaves-after]').forEach(watch);
watchAll();
document.addEventListener('htmx:afterSettle', watchAll);
document.addEventListener('htmx:oobAfterSwap', watchAll);

// Only the last act can be undone: what the toasts before it said makes way, unless somebody is reading it.
document.addEventListener('htmx:oobAfterSwap', () => {
  const older = [...document.querySelectorAll('#toasts > .toast')].slice(0, -1);
  older.filter((toast) => !toast.matches(':hover, :focus-within')).forEach((toast) => toast.remove());
});

document.addEventListener('click', ({ target }) => {
  target.closest('[data-dismiss]')?.closest('.toast, .notice')?.remove();
});
