// One door to the server: JSON in and out, problems as errors, a fresh idempotency key on every write.
export interface ProblemPlace {
  pointer?: string;
  parameter?: string;
  message: string;
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null,
    readonly places: ProblemPlace[],
    readonly body: unknown,
  ) {
    super(detail ?? title);
  }
  at(pointer: string): string | undefined {
    return this.places.find((place) => (place.pointer ?? place.parameter) === pointer)?.message;
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export function withQuery(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  if (pairs.length === 0) return path;
  return `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`;
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => ({}));
  const said = body as { title?: string; detail?: string; problems?: ProblemPlace[] };
  return new Problem(
    response.status,
    said.title ?? response.statusText,
    said.detail ?? null,
    said.problems ?? [],
    body,
  );
}

async function send<T>(method: string, path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { method, credentials: 'same-origin', ...init });
  } catch {
    throw new Problem(0, 'offline', null, [], null);
  }
  if (!response.ok) throw await problemOf(response);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

const root = '/api/v1';

export function get<T>(path: string, query?: Query): Promise<T> {
  return send<T>('GET', root + withQuery(path, query), { headers: { Accept: 'application/json' } });
}

export function write<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  return send<T>(method, root + path, {
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

export const post = <T>(path: string, body: unknown = {}): Promise<T> => write<T>('POST', path, body);

// Uploads one file and tells how far it is; fetch cannot report upload progress.
export function upload<T>(path: string, file: File, onProgress: (fraction: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', root + path);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('Idempotency-Key', crypto.randomUUID());
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(new Problem(0, 'offline', null, [], null));
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status < 300) return resolve(body as T);
      const said = body as { title?: string; detail?: string; problems?: ProblemPlace[] };
      reject(
        new Problem(
          request.status,
          said.title ?? request.statusText,
          said.detail ?? null,
          said.problems ?? [],
          body,
        ),
      );
    };
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

// Posts Segment messages the way a tracking script on a buyer's page would.
export async function postBatch(writeKey: string, messages: unknown[]): Promise<void> {
  const sentAt = new Date().toISOString();
  await send('POST', '/v1/batch', {
    headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa(`${writeKey}:`)}` },
    body: JSON.stringify({ batch: messages, sentAt }),
  });
}
