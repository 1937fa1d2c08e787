const KEY = 'obs.theme';
const CHOICES = ['system', 'light', 'dark'];

/** The chosen theme: `system`, `light` or `dark`. */
export function theme() {
  const stored = read();
  return CHOICES.includes(stored) ? stored : 'system';
}

/** Shows the chosen theme. */
export function applyTheme() {
  const choice = theme();
  if (choice === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = choice;
  }
}

/** Goes on to the next theme and shows it. */
export function nextTheme() {
  try {
    localStorage.setItem(KEY, CHOICES[(CHOICES.indexOf(theme()) + 1) % CHOICES.length]);
  } catch {
    // Storage may be forbidden; then the system's choice stays.
  }

  applyTheme();
  dispatchEvent(new Event('themechange'));
}

/** Calls back whenever colours may have changed. */
export function onThemeChange(callback) {
  addEventListener('themechange', callback);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', callback);
}

/** The value of a colour token now. */
export function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
