// Small acts of a page: print it, copy a number.
document.addEventListener('click', async ({ target }) => {
  if (target.closest('[data-print]')) window.print();
  const copy = target.closest('[data-copy]');
  if (!copy) return;
  await navigator.clipboard.writeText(copy.dataset.copy);
  const said = document.createElement('span');
  said.className = 'unseen';
  said.textContent = copy.dataset.copied ?? '';
  document.getElementById('toasts')?.append(said);
  copy.classList.add('copied');
  setTimeout(() => { copy.classList.remove('copied'); said.remove(); }, 2000);
});
