// Runs before the first paint: how this person wants to see the desk. What the server put on <html> comes first,
// otherwise what this browser remembers. Only appearance is remembered, never anything about people.
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

  names.forEach((name) => {
    const value = root.dataset[name] ?? remembered(name);
    if (value) root.dataset[name] = value;
  });
  document.addEventListener('DOMContentLoaded', show);
  document.addEventListener('click', (event) => {
    const at = (selector) => event.target.closest(selector);
    const theme = at('[data-theme-choice]');
    if (theme) choose('theme', theme.dataset.themeChoice === 'system' ? null : theme.dataset.themeChoice);
    if (at('[data-density-switch]')) choose('density', root.dataset.density === 'roomy' ? null : 'roomy');
    if (at('[data-keys-switch]')) choose('keys', root.dataset.keys === 'off' ? null : 'off');
  });
})();
