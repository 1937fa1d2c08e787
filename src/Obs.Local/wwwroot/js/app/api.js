/** What the backend answered when it did not answer with data. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Asks the backend; throws an `ApiError` whose message is fit to be shown. */
export async function get(path, params, signal) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, typeof value === 'number' ? String(Math.round(value)) : value);
    }
  }

  const text = query.toString();
  const response = await ask(`api/local/${path}${text ? `?${text}` : ''}`, signal);
  const body = await readBody(response);
  if (!response.ok) {
    throw new ApiError(body?.error ?? `the backend answered ${response.status} to ${path}`, response.status);
  }

  return body;
}

async function ask(address, signal) {
  try {
    return await fetch(address, { signal, headers: { accept: 'application/json' } });
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
