import { h } from '../dom/h.js';

/** An exception with the chain of exceptions behind it, each with its stack. */
export function drawCause(cause) {
  if (!cause) {
    return null;
  }

  return h(
    'section',
    { key: 'exception', class: 'exception' },
    h('h3', null, 'Exception'),
    typeof cause === 'string'
      ? h('p', { class: 'none' }, `The same as in an earlier row: ${cause}.`)
      : chainOf(cause.exceptions ?? []).map((exception, index) => drawException(exception, index)),
  );
}

/** Exceptions from the outermost inwards, each before the one that caused it. */
export function chainOf(exceptions) {
  const byId = new Map(exceptions.map(exception => [exception.id, exception]));
  const caused = new Set(exceptions.map(exception => exception.cause).filter(Boolean));
  const chain = [];
  for (
    let at = exceptions.find(exception => !caused.has(exception.id)) ?? exceptions[0];
    at && !chain.includes(at);
    at = byId.get(at.cause)
  ) {
    chain.push(at);
  }

  return [...chain, ...exceptions.filter(exception => !chain.includes(exception))];
}

function drawException(exception, index) {
  return h(
    'article',
    { key: exception.id ?? index },
    index > 0 && h('p', { class: 'caused' }, 'caused by'),
    h('p', { class: 'exception-type' }, exception.type ?? 'Exception'),
    h('p', { class: 'exception-message' }, exception.message ?? ''),
    exception.stack?.length > 0 &&
      h(
        'ol',
        { class: 'stack' },
        exception.stack.map((frame, at) =>
          h(
            'li',
            { key: at },
            h('span', { class: 'frame-label' }, frame.label ?? '?'),
            frame.path && h('span', { class: 'frame-place' }, `${frame.path.split(/[\\/]/).at(-1)}${frame.line ? `:${frame.line}` : ''}`),
          ),
        ),
      ),
    exception.truncated > 0 && h('p', { class: 'none' }, `${exception.truncated} more frames were not sent.`),
  );
}
