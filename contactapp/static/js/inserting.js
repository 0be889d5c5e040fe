// A ready text for what somebody is writing: at the cursor of the field they typed in last, otherwise in the first one there is.
let last = null;

document.addEventListener('focusin', ({ target }) => {
  if (target.matches('textarea')) last = target;
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-insert]');
  const field = button && fieldToWriteIn();
  if (!field) return;
  const before = field.value.slice(0, field.selectionStart);
  const space = before && !/\s$/.test(before) ? ' ' : '';
  field.focus();
  field.setRangeText(space + button.dataset.insert, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
});

function fieldToWriteIn() {
  if (last?.isConnected && last.checkVisibility()) return last;
  return [...document.querySelectorAll('textarea')].find((one) => one.checkVisibility() && !one.readOnly && !one.disabled);
}
