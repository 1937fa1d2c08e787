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

/** Whether a trace is a request of an operation such as `GET /products/{id}`; by its path where it does not say which route it took. */
export function isOperation(trace, operation) {
  if (trace.route) {
    return operation === `${trace.method} ${trace.route}`;
  }

  const [method, template = ''] = operation.split(/ (.*)/s);
  const path = pathOf(trace.url).replace(/[?#].*$/s, '');
  return method === trace.method && segmentsMatch(template.split('/'), path.split('/'));
}

function segmentsMatch(template, path) {
  return (
    template.every((segment, index) =>
      segment.startsWith('{*')
        ? true
        : path[index] === undefined
          ? segment.endsWith('?}')
          : /^\{.*\}$/.test(segment) || segment === path[index],
    ) &&
    (path.length <= template.length || (template.at(-1)?.startsWith('{*') ?? false))
  );
}
