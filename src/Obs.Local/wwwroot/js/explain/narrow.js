const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The change of the address that looks only at traces with a trait; null for a trait that cannot be filtered by. */
export function narrowTo(trait, filter) {
  if (trait.kind === 'operation') {
    return { operation: trait.value };
  }

  const term = termFor(trait);
  return term && { filter: both(filter, term) };
}

/** The filter, if there is one, and that an annotation has this value; null for a name that no filter can say. */
export function withAnnotation(filter, name, value) {
  return NAME.test(name) ? both(filter, `annotation.${name} = ${typeof value === 'string' ? quote(value) : value}`) : null;
}

function both(filter, term) {
  return filter ? `(${filter}) AND ${term}` : term;
}

function termFor({ kind, name, value }) {
  switch (kind) {
    case 'annotation':
      return NAME.test(name) ? `annotation.${name} ${comparison(value)}` : null;
    case 'status':
      return `http.status = ${value}`;
    case 'service':
      return `service(${quote(value)})`;
    case 'outcome':
      return value;
    default:
      return null;
  }
}

// Ranges come as "≥ 12", numbers and flags without quotes as they are compared.
function comparison(value) {
  const range = /^([≥≤]) (.+)$/.exec(value);
  if (range) {
    return `${range[1] === '≥' ? '>=' : '<='} ${range[2]}`;
  }

  return `= ${/^(-?\d+(\.\d+)?|true|false)$/.test(value) ? value : quote(value)}`;
}

function quote(text) {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
