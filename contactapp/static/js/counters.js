// How much room is left in a text, and how many rows are picked. The words come with the page, in its language.
document.addEventListener('input', ({ target }) => {
  const counter = target.dataset?.max && document.getElementById(`${target.id}-counter`);
  if (!counter) return;
  const left = Number(target.dataset.max) - target.value.length;
  counter.textContent = (left < 0 ? counter.dataset.over : counter.dataset.left).replace('{n}', Math.abs(left));
});

// How long a text got, once that is worth knowing.
document.addEventListener('input', ({ target }) => {
  const length = target.dataset?.from && document.getElementById(`${target.id}-length`);
  if (!length) return;
  length.hidden = target.value.length < Number(target.dataset.from);
  length.textContent = length.dataset.words.replace('{n}', target.value.length);
});

function countPicked(list) {
  const counter = list.querySelector('[data-count]');
  const picked = list.querySelectorAll('tbody :checked').length;
  if (counter) counter.textContent = (picked === 1 ? counter.dataset.one : counter.dataset.many).replace('{n}', picked);
}
document.addEventListener('change', ({ target }) => { if (target.form?.matches(':has(.queue)')) countPicked(target.form); });
// A row that was picked may go, to me or to a colleague.
document.addEventListener('htmx:afterSettle', () => document.querySelectorAll('form:has(.queue)').forEach(countPicked));
