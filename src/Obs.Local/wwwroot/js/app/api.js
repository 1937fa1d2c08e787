/** What the backend answered when it did not answer with data. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Asks the backend; throws an `ApiError` whose message is fit to be shown. */
export function get(path, params, signal) {
  const text = queryOf(params);
  return answerTo(path, `${path}${text ? `?${text}` : ''}`, { signal });
}

/** Parameters as an address carries them: what is empty is left out, numbers are whole. */
export function queryOf(params) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, typeof value === 'number' ? String(Math.round(value)) : value);
    }
  }

  return query.toString();
}

/** Asks what is too long for an address; changes nothing. */
export function ask(path, json, signal) {
  return answerTo(path, path, { signal, method: 'POST', body: json, headers: { 'content-type': 'application/json' } });
}

/** Changes something, with the token that only this origin can read. */
export async function change(method, address, body, type) {
  const { token } = await get('session');
  return answerTo(address, address, { method, body, headers: { 'x-obs-token': token, ...(type && { 'content-type': type }) } });
}

async function answerTo(path, address, request) {
  const response = await send(`api/local/${address}`, request);
  const body = await readBody(response);
  if (!response.ok) {
    throw new ApiError(body?.error ?? `the backend answered ${response.status} to ${path}`, response.status);
  }

  return body;
}

async function send(address, { headers, ...request }) {
  try {
    return await fetch(address, { ...request, headers: { accept: 'application/json', ...headers } });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }

    throw new ApiError('the backend does not answer: is it still running?', 0);
  }
}

async function readBody(response) {
  try {
    return await response.json();
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }

    return null;
  }
}
