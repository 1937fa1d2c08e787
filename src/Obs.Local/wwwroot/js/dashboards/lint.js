/** Pairs of widgets that cover each other. */
export function overlaps(widgets) {
  return widgets.flatMap((a, index) =>
    widgets
      .slice(index + 1)
      .filter(b => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map(b => ({ widget: b.index, text: `covers ${nameOf(a)}` })),
  );
}

/** Metrics of a widget that were never received, each with what is nearest to it. */
export function neverReceived(lines, metrics) {
  return lines
    .filter(line => line.metric && !metrics.some(metric => isSame(metric, line.metric)))
    .map(({ metric }) => {
      const sameName = metrics.filter(({ namespace, name }) => namespace === metric.Namespace && name === metric.MetricName);
      const shown = `${metric.Namespace} ${metric.MetricName}${dimensionText(metric.Dimensions)}`;
      return sameName.length > 0
        ? `${shown} was never received; it was with${dimensionText(Object.entries(sameName[0].dimensions).map(([Name, Value]) => ({ Name, Value })))}`
        : `${shown} was never received`;
    });
}

/** Searches that found no metric, or none with values. */
export function emptySearches(lines, results) {
  return lines
    .filter(({ id, visible, expression }) => visible && /\bSEARCH\s*\(/.test(expression ?? '') && !results.some(result => result.Id === id && result.Values.length > 0))
    .map(({ expression }) => `the search matched nothing in this range: ${expression}`);
}

/** What a widget is called in a message. */
export function nameOf({ index, type, properties }) {
  return properties.title ?? `${type ?? 'widget'} ${index + 1}`;
}

function isSame({ namespace, name, dimensions }, wanted) {
  return (
    namespace === wanted.Namespace &&
    name === wanted.MetricName &&
    Object.keys(dimensions).length === wanted.Dimensions.length &&
    wanted.Dimensions.every(({ Name, Value }) => dimensions[Name] === Value)
  );
}

function dimensionText(dimensions) {
  return dimensions.length === 0 ? ' without dimensions' : ` ${dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(', ')}`;
}
