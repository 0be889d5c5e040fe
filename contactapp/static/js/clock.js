// The clock of a running conversation ticks here; the server only says when it began.
const twoDigits = (number) => String(number).padStart(2, '0');

function tick() {
  for (const clock of document.querySelectorAll('[data-clock]')) {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.clock)) / 1000));
    const hours = Math.floor(seconds / 3600);
    const rest = `${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
    clock.textContent = hours ? `${hours}:${rest}` : rest;
  }
}

tick();
setInterval(tick, 1000);
