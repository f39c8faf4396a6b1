// The REST API: one request per channel at a time, refusals as the sentences that the server gives.

const BASE = "/api/v1";
const running = new Map();

export class Problem extends Error {
  constructor(code, message, errors = {}) {
    super(message);
    this.code = code;
    this.errors = errors;
  }
}

/** More items than a page can show. */
export class TooMany extends Problem {
  constructor(total) {
    const count = total.toLocaleString("en");
    super(0, `This question has ${count} answers, more than a page can show. Ask from one source, or narrow it.`);
  }
}

export const isAbort = (error) => error?.name === "AbortError";

/** A controller for a new task on a channel; the task before it is aborted. */
export function takeOver(channel) {
  running.get(channel)?.abort();
  const controller = new AbortController();
  running.set(channel, controller);
  return controller.signal;
}

export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== "" && value !== null && value !== undefined) query.set(name, value);
  }
  const text = query.toString();
  return `${BASE}${path}${text ? `?${text}` : ""}`;
}

export const get = (path, parameters = {}, signal = undefined) => request(address(path, parameters), { signal });

export const post = (path, body) =>
  request(address(path), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

async function request(url, { headers = {}, ...options }) {
  let response;
  try {
    response = await fetch(url, { headers: { Accept: "application/json", ...headers }, ...options });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Problem(0, "The server does not answer. Is it still running?");
  }
  if (response.status === 401) {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
    throw new DOMException("signing in", "AbortError");
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  throw new Problem(response.status, body?.message ?? `The server answered ${response.status}.`, body?.errors);
}

/** Every item of a list, over as many pages as it has; more than `most` of them are refused. */
export async function all(path, parameters = {}, signal = undefined, key = "items", most = Infinity) {
  const size = 500;
  const first = await get(path, { ...parameters, page: 1, page_size: size }, signal);
  const total = first.total ?? first[key].length;
  if (total > most) throw new TooMany(total);
  const rest = [];
  for (let page = 2; (page - 1) * size < total; page += 1) {
    rest.push(get(path, { ...parameters, page, page_size: size }, signal));
  }
  const pages = await Promise.all(rest);
  return { ...first, [key]: [first, ...pages].flatMap((page) => page[key]) };
}

const remembered = new Map();

/** One resource or vocabulary, fetched once while the page is open; a failure is not remembered. */
export function once(path, fetcher = get) {
  if (!remembered.has(path)) {
    remembered.set(
      path,
      fetcher(path).catch((error) => {
        remembered.delete(path);
        throw error;
      }),
    );
  }
  return remembered.get(path);
}

export const segment = (id) => encodeURIComponent(id).replaceAll("%3A", ":").replaceAll("%7E", "~");
