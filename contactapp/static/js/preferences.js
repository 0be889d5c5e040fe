// Runs before the first paint: how this person wants to see the desk. For somebody who is signed in the server has
// put it on <html>; the sign-in page takes what this browser remembers. Only appearance is remembered.
// The buttons are forms that store the choice; here it only shows at once.
(() => {
  const root = document.documentElement;
  const names = ['theme', 'density', 'keys'];
  root.dataset.script = 'on';
  const remembered = (name) => {
    try { return localStorage.getItem(`contactapp-${name}`); } catch { return null; }
  };
  const remember = (name, value) => {
    try {
      if (value) localStorage.setItem(`contactapp-${name}`, value);
      else localStorage.removeItem(`contactapp-${name}`);
    } catch { /* A browser that keeps nothing still works, until the next page. */ }
  };
  const choose = (name, value) => {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    remember(name, value);
    show();
  };
  const show = () => {
    const press = (selector, pressed) => document.querySelectorAll(selector).forEach((button) => {
      button.setAttribute('aria-pressed', String(pressed(button)));
    });
    press('[data-theme-choice]', (button) => button.dataset.themeChoice === (root.dataset.theme ?? 'system'));
    press('[data-density-switch]', () => root.dataset.density === 'roomy');
    press('[data-keys-switch]', () => root.dataset.keys !== 'off');
  };
  // A switch sends the other value next time; htmx reads it when the form is sent, after this.
  const turn = (button, value) => setTimeout(() => { button.value = value; });

  names.forEach((name) => {
    if (root.dataset.known) remember(name, root.dataset[name]);
    else if (remembered(name)) root.dataset[name] = remembered(name);
  });
  document.addEventListener('DOMContentLoaded', show);
  document.addEventListener('click', (event) => {
    const at = (selector) => event.target.closest(selector);
    const theme = at('[data-theme-choice]');
    if (theme) choose('theme', theme.dataset.themeChoice === 'system' ? null : theme.dataset.themeChoice);
    const density = at('[data-density-switch]');
    if (density) {
      choose('density', density.value === 'roomy' ? 'roomy' : null);
      turn(density, density.value === 'roomy' ? 'normal' : 'roomy');
    }
    const keys = at('[data-keys-switch]');
    if (keys) {
      choose('keys', keys.value === 'off' ? 'off' : null);
      turn(keys, keys.value === 'off' ? 'on' : 'off');
    }
  });
})();
