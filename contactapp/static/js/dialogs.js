// Windows: a button names the one it opens; the cross and a click beside it close it.
document.addEventListener('click', ({ target }) => {
  const opener = target.closest('[data-dialog]');
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (target.closest('[data-close]') || target.matches('dialog[open]')) target.closest('dialog')?.close();
});
