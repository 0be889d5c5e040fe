// Pop-up menus open and close by the browser itself; arrow keys walk through them, and a choice that leads away closes them.
const ITEMS = 'a[href], button:not(:disabled)';

document.addEventListener('toggle', (event) => {
  if (event.target.matches?.('.menu[popover]') && event.newState === 'open') [...event.target.querySelectorAll(ITEMS)].find((item) => !item.closest('.menu-form'))?.focus();
}, true);

document.addEventListener('keydown', (event) => {
  const menu = event.target.closest?.('.menu[popover]');
  if (!menu || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
  const items = [...menu.querySelectorAll(ITEMS)];
  const next = items.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
  event.preventDefault();
  items.at(next % items.length)?.focus();
});

document.addEventListener('click', ({ target }) => {
  target.closest('[popover] [data-dialog]')?.closest('[popover]').matches(':popover-open') && target.closest('[popover]').hidePopover();
});
