const KEY = 'obs.theme';
const DARK = '(prefers-color-scheme: dark)';
// As a style sheet writes it; a custom property is handed out unread.
const PAIR = /^light-dark\((.+), (.+)\)$/;
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
  matchMedia(DARK).addEventListener('change', callback);
}

/** The value of a token now; of a colour that differs by theme the one that is shown. */
export function token(name) {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const [, light, dark] = PAIR.exec(value) ?? [];
  return light ? (isDark() ? dark : light) : value;
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia(DARK).matches;
}

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
