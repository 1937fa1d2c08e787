import { ApiError } from './api.js';

const CLOUDWATCH = { target: 'GraniteServiceVersion20100801', type: 'application/x-amz-json-1.0' };
const LOGS = { target: 'Logs_20140328', type: 'application/x-amz-json-1.1' };

/** Calls an operation of CloudWatch as an SDK would: what the page shows is what the APIs answer. */
export function cloudWatch(operation, input, signal) {
  return call(CLOUDWATCH, operation, input, signal);
}

/** Calls an operation of CloudWatch Logs. */
export function cloudWatchLogs(operation, input, signal) {
  return call(LOGS, operation, input, signal);
}

/** All pages of a listing, the items of one member put together. */
export async function all(ask, member) {
  const items = [];
  let token;
  do {
    const page = await ask(token);
    items.push(...(page[member] ?? []));
    token = page.NextToken ?? page.nextToken;
  } while (token);
  return items;
}

async function call({ target, type }, operation, input, signal) {
  const response = await send({
    method: 'POST',
    signal,
    headers: { 'content-type': type, 'x-amz-target': `${target}.${operation}` },
    body: JSON.stringify(input),
  });
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(body?.message ?? `the backend answered ${response.status} to ${operation}`, response.status);
  }

  return body;
}

async function send(request) {
  try {
    return await fetch('./', request);
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }

    throw new ApiError('the backend does not answer: is it still running?', 0);
  }
}
