/** Ranges that end now, by name, in milliseconds. */
export const RANGES = { '5m': 300_000, '15m': 900_000, '1h': 3_600_000 };
export const DEFAULT_RANGE = '5m';

// What stays when a person goes from one view to another.
const SHARED = ['environment', 'service', 'range', 'from', 'to', 'live'];

/** Reads `#/traces/1-…?service=storefront` into a view, an item and parameters. */
export function parseAddress(hash) {
  const [path, query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  const [view = '', ...rest] = path.split('/').filter(Boolean);
  return {
    view: view || 'overview',
    item: rest.length > 0 ? decodeURIComponent(rest.join('/')) : null,
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** Writes an address; empty parameters are left out, so that equal views have equal links. */
export function formatAddress({ view, item, params }) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    if (value !== null && value !== undefined && value !== '' && !(name === 'range' && value === DEFAULT_RANGE)) {
      query.set(name, value);
    }
  }

  // Colons, slashes, commas and braces are legal in a fragment, and links stay readable with them.
  const text = query
    .toString()
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%2C', ',')
    .replaceAll('%7B', '{')
    .replaceAll('%7D', '}');
  return `#/${view}${item ? `/${encodeURIComponent(item)}` : ''}${text ? `?${text}` : ''}`;
}

/** The address of another view with the shared filter kept. */
export function addressOf(current, view, item, params) {
  const shared = Object.fromEntries(SHARED.filter(name => current.params[name]).map(name => [name, current.params[name]]));
  return formatAddress({ view, item, params: { ...shared, ...params } });
}

/** The same view with some parameters changed. */
export function addressWith(current, params) {
  return formatAddress({ ...current, params: { ...current.params, ...params } });
}

/** The time range an address asks for: fixed, or ending now. */
export function timeRange(params, now) {
  const from = Number(params.from);
  const to = Number(params.to);
  if (from > 0 && to > from) {
    return { from, to, fixed: true };
  }

  return { from: now - (RANGES[params.range] ?? RANGES[DEFAULT_RANGE]), to: now, fixed: false };
}
