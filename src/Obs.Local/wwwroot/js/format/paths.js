/** The path of an address without scheme and host, which the service's name already says. */
export function pathOf(url) {
  if (!url) {
    return '';
  }

  const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/i.exec(url);
  return match ? match[1] || '/' : url;
}

/** `POST /checkout`: what a person calls a request. */
export function requestTitle(trace) {
  const path = trace.route ?? pathOf(trace.url);
  return [trace.method, path].filter(Boolean).join(' ') || trace.service || trace.id;
}

/** `GET /products/{id}`, or null when the trace does not say which route it took. */
export function operationOf(trace) {
  return trace.method && trace.route ? `${trace.method} ${trace.route}` : null;
}
