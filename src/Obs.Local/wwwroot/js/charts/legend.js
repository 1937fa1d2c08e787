import { cssColor } from './paint.js';

/**
 * What stands around a chart: a head with its title and the time under the crosshair, and each series with its value there: in the head, or
 * apart for charts that have them elsewhere.
 */
export function createLegend(title, series, apart) {
  const head = make('figcaption', 'legend');
  head.append(make('span', 'legend-title', title));
  const entries = apart ? make('div', 'legend legend-apart') : head;
  const time = make('span', 'legend-time');
  const values = series.map(({ label, color }) => {
    const entry = make('span', 'legend-entry');
    const swatch = make('span', 'legend-swatch');
    swatch.style.setProperty('background', cssColor(color));
    const value = make('span', 'legend-value');
    entry.append(swatch, label, value);
    entries.append(entry);
    return value;
  });
  head.append(time);

  function show(clock, texts) {
    time.textContent = clock;
    texts.forEach((text, index) => {
      values[index].textContent = text;
    });
  }

  /** Keys scroll what does not fit, once it can have the focus. */
  function fit() {
    if (entries.scrollHeight > entries.clientHeight) {
      entries.tabIndex = 0;
    } else {
      entries.removeAttribute('tabindex');
    }
  }

  return { head, entries: apart ? entries : null, show, fit };
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text) {
    element.textContent = text;
  }

  return element;
}
