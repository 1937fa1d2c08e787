const COLUMNS = 24;
const DEFAULT_SIZE = 6;

/** Reads the text of a dashboard's body: `{ body }`, or `{ problem }` with what is wrong. */
export function readBody(text) {
  let body;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return { problem: `The body is not JSON: ${error.message}` };
  }

  return Array.isArray(body?.widgets) ? { body } : { problem: 'The body has no list of widgets.' };
}

/** The widgets with their places; one without a place goes below all others, as the service puts it. */
export function placeWidgets(body) {
  let bottom = 0;
  return body.widgets
    .filter(widget => widget && typeof widget === 'object')
    .map((widget, index) => {
      const width = clamp(widget.width ?? DEFAULT_SIZE, 1, COLUMNS);
      const height = clamp(widget.height ?? DEFAULT_SIZE, 1, 1_000);
      const x = clamp(widget.x ?? 0, 0, COLUMNS - 1);
      const y = Number.isInteger(widget.y) && widget.y >= 0 ? widget.y : bottom;
      bottom = Math.max(bottom, y + height);
      return { index, type: widget.type, properties: widget.properties ?? {}, x, y, width: Math.min(width, COLUMNS - x), height };
    });
}

/** What a widget is called in a message. */
export function nameOf({ index, type, properties }) {
  return properties.title ?? `${type ?? 'widget'} ${index + 1}`;
}

/** What a reader can choose, with the values that there are: written in the body, or found among the metrics received. */
export function variablesOf(body, metrics, params) {
  return (body.variables ?? []).map(variable => {
    const values = variable.values?.map(({ value, label }) => ({ value, label: label ?? value })) ?? found(variable, metrics);
    const initial = variable.defaultValue === '__FIRST' ? values[0]?.value : variable.defaultValue;
    return {
      id: variable.id,
      label: variable.label ?? variable.property ?? variable.pattern ?? variable.id,
      input: variable.inputType ?? 'select',
      property: variable.type === 'property' ? variable.property : null,
      pattern: variable.type === 'pattern' ? variable.pattern : null,
      visible: variable.visible !== false,
      values,
      value: params[`var.${variable.id}`] ?? (isEnvironment(variable) ? params.environment : null) ?? initial ?? null,
    };
  });
}

/** A body in which the patterns of variables are replaced wherever they stand, as the service does it: in the text. */
export function applyPatterns(body, variables) {
  const text = variables
    .filter(({ pattern, value }) => pattern && value !== null)
    .reduce((json, { pattern, value }) => json.replaceAll(inJson(pattern), inJson(value)), JSON.stringify(body.widgets));
  return { ...body, widgets: JSON.parse(text) };
}

// The bar above chooses it for all views.
function isEnvironment({ type, property }) {
  return type === 'property' && property === 'Environment';
}

function found({ search, populateFrom }, metrics) {
  const schema = /^\s*\{([^}]*)\}/.exec(search ?? '')?.[1].split(',').map(part => part.trim().replace(/^"|"$/g, ''));
  const matching = schema ? metrics.filter(metric => metric.namespace === schema[0] && sameNames(metric.dimensions, schema.slice(1))) : metrics;
  const values = new Set(matching.map(metric => metric.dimensions[populateFrom]).filter(Boolean));
  return [...values].sort().map(value => ({ value, label: value }));
}

function sameNames(dimensions, names) {
  const own = Object.keys(dimensions);
  return own.length === names.length && names.every(name => own.includes(name));
}

function inJson(text) {
  return JSON.stringify(text).slice(1, -1);
}

function clamp(value, least, most) {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : least;
}
