// A citizen service number does not belong in free text: it is noticed while somebody types, and goes nowhere (R8).
const NINE_DIGITS = /(?<![\w+.,-])\d(?:[ .-]?\d){8}(?![\w-]|[.,]\d)/g;

function passesElfproef(text) {
  const digits = [...text.replace(/\D/g, '')].map(Number);
  const sum = digits.reduce((total, digit, place) => total + digit * (place === 8 ? -1 : 9 - place), 0);
  return digits.some(Boolean) && sum % 11 === 0;
}

document.addEventListener('input', ({ target }) => {
  if (!['textarea', 'text'].includes(target.type) || target.inputMode === 'tel') return;
  const shown = target.nextElementSibling?.matches('[data-bsn]') ? target.nextElementSibling : null;
  const found = (target.value.match(NINE_DIGITS) ?? []).some(passesElfproef);
  if (!found) shown?.remove();
  else if (!shown) target.after(document.getElementById('bsn-template').content.firstElementChild.cloneNode(true));
});
