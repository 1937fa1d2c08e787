import { get } from './api.js';

const XRAY_ID = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/i;
const EXPRESSION = /^\s*[!(]?\s*(?:(?:service|edge|group|annotation|id|rootcause\w*|(?:error|fault|responsetime)rootcause\w*)\b.*[({[.]|(?:http\.|responsetime|duration|user|fault|error|throttle|ok|partial|annotation)[\w.]*\s*(?:[=<>!]|AND|OR|$))/i;
const W3C_ID = /^[0-9a-f]{32}$/i;

/** The X-Ray form of a trace id in either form, or null. */
export function asTraceId(text) {
  const trimmed = text.trim().toLowerCase();
  const embedded =
    /root=(1-[0-9a-f]{8}-[0-9a-f]{24})/.exec(trimmed)?.[1] ?? /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(trimmed)?.[1] ?? trimmed;
  if (XRAY_ID.test(embedded)) {
    return embedded;
  }

  return W3C_ID.test(embedded) ? `1-${embedded.slice(0, 8)}-${embedded.slice(8)}` : null;
}

/** True for a text that begins as a filter expression of X-Ray does. */
export function isExpression(text) {
  return EXPRESSION.test(text);
}

/** What can be found: the operations and services of the range and environment in view. */
export async function loadVocabulary(around, signal) {
  const [services, operations] = await Promise.all([get('services', around, signal), get('operations', around, signal)]);
  return { services: services.services.map(service => service.name), operations: operations.operations };
}

/** Places a text may mean, best first: `{ kind, title, note, view, item, params }`. */
export function suggest(text, vocabulary) {
  const query = text.trim();
  const id = asTraceId(query);
  if (id) {
    return [{ kind: 'traces', title: id, note: 'open this trace', view: 'traces', item: id }];
  }

  const words = query.toLowerCase();
  const places = [
    ...vocabulary.services
      .filter(name => name.toLowerCase().includes(words))
      .map(name => ({ kind: 'server', title: name, note: 'service', view: 'metrics', params: { service: name } })),
    ...vocabulary.operations
      .filter(operation => operation.operation.toLowerCase().includes(words))
      .slice(0, 6)
      .map(operation => ({
        kind: 'metrics',
        title: operation.operation,
        note: operation.service,
        view: 'metrics',
        params: { of: operation.service, operation: operation.operation },
      })),
  ];
  return query === ''
    ? places
    : [
        ...(isExpression(query) ? [{ kind: 'traces', title: query, note: 'as a filter expression', view: 'traces', params: { filter: query } }] : []),
        ...places,
        { kind: 'traces', title: query, note: 'in traces', view: 'traces', params: { q: query } },
        { kind: 'logs', title: query, note: 'in logs', view: 'logs', params: { q: query } },
      ];
}
