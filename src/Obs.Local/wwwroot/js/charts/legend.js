import { cssColor } from './paint.js';

/** The line above a chart: what it shows, the time under the crosshair, and each series with its value there. */
export function createLegend(title, series) {
  const element = make('figcaption', 'legend');
  element.append(make('span', 'legend-title', title));
  const time = make('span', 'legend-time');
  const values = series.map(({ label, color }) => {
    const entry = make('span', 'legend-entry');
    const swatch = make('span', 'legend-swatch');
    swatch.style.setProperty('background', cssColor(color));
    const value = make('span', 'legend-value');
    entry.append(swatch, label, value);
    element.append(entry);
    return value;
  });
  element.append(time);

  function show(clock, texts) {
    time.textContent = clock;
    texts.forEach((text, index) => {
      values[index].textContent = text;
    });
  }

  return { element, show };
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text) {
    element.textContent = text;
  }

  return element;
}
