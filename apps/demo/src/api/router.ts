import type { Handler, Routes } from './api-message.ts';

export type Match =
  | { readonly kind: 'found'; readonly route: string; readonly params: Readonly<Record<string, string>>; readonly handle: Handler }
  | { readonly kind: 'method-not-allowed'; readonly allow: readonly string[] }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'not-found' };

/** Finds the handler of a request. A GET route serves HEAD too. */
export const createRouter = (routes: Routes): ((method: string, path: string) => Match) => {
  const table = Object.entries(routes).map(([route, handle]) => compile(route, handle));

  return (method, path) => {
    const segments = decode(path);
    if (segments === undefined) return { kind: 'malformed' };
    const onPath = table.flatMap((entry) => {
      const params = match(entry.segments, segments);
      return params === undefined ? [] : [{ ...entry, params }];
    });
    if (onPath.length === 0) return { kind: 'not-found' };
    const served = onPath.find((entry) => entry.method === (method === 'HEAD' ? 'GET' : method));
    if (served !== undefined) return { kind: 'found', route: served.route, params: served.params, handle: served.handle };
    return { kind: 'method-not-allowed', allow: allowed(onPath.map((entry) => entry.method)) };
  };
};

const compile = (route: string, handle: Handler) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, segments: path.split('/'), handle };
};

const decode = (path: string): readonly string[] | undefined => {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
};

const match = (wanted: readonly string[], given: readonly string[]): Record<string, string> | undefined => {
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (!segment.startsWith(':')) {
      if (segment !== value) return undefined;
    } else if (value === '') return undefined;
    else params[segment.slice(1)] = value;
  }
  return params;
};

const allowed = (methods: readonly string[]): readonly string[] => [
  ...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']),
];
