import { registerHooks } from 'node:module';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unreadable } from './file-error.ts';
import type { SourcePosition } from './source-reading.ts';

export interface LoadModuleOptions {
  /** Where relative paths and installed packages are looked for. */
  readonly folder: string;
  /** What messages call the module. Default: the specifier. */
  readonly file?: string;
}

/**
 * Runs a `.ts`, `.js` or `.mjs` file, or an installed package, and gives what it exports. TypeScript is run by Node's
 * own type stripping, as an ES module whatever the package around it says.
 *
 * `@dragoman/*` and `dragoman` are found even where they are not installed: then this program's own are used, so that
 * a single file in any folder is enough. Throws `validation`, with line and column where Node knows them.
 */
export const loadModule = async (
  specifier: string,
  { folder, file = specifier }: LoadModuleOptions,
): Promise<{ readonly [name: string]: unknown }> => {
  const url = isPath(specifier) ? pathToFileURL(resolve(folder, specifier)).href : specifier;
  const importer = pathToFileURL(join(folder, 'importer.js')).href;
  const hooks = registerHooks({
    resolve(asked, context, nextResolve) {
      const from = asked === url && context.parentURL === import.meta.url ? { ...context, parentURL: importer } : context;
      const resolved = resolveOwn(asked, (parentURL) => nextResolve(asked, parentURL === undefined ? from : { ...from, parentURL }));
      return isOwnTypeScript(resolved.url) ? { ...resolved, format: 'module-typescript' } : resolved;
    },
  });
  try {
    return await import(url);
  } catch (error) {
    throw unreadable(file, [{ code: 'unreadable-module', ...explain(error), ...placeOf(error, url, file) }], error);
  } finally {
    hooks.deregister();
  }
};

/** Whether a module is named by its path; anything else is a package. */
const isPath = (specifier: string): boolean => /^\.{0,2}\//.test(specifier) || isAbsolute(specifier);

const resolveOwn = <Resolved>(specifier: string, find: (parentURL?: string) => Resolved): Resolved => {
  try {
    return find();
  } catch (error) {
    if (!/^(?:dragoman|@dragoman\/[^/]+)(?:\/|$)/.test(specifier)) throw error;
    return find(import.meta.url);
  }
};

const isOwnTypeScript = (url: string): boolean => url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

const explain = (error: unknown): { readonly reason: string; readonly fix: string } => {
  if (!(error instanceof Error)) return { reason: 'The file threw something that is no error while it was loaded.', fix: 'Throw errors.' };
  const message = error.message.replace(/\.$/, '');
  switch (Reflect.get(error, 'code')) {
    case 'ERR_INVALID_TYPESCRIPT_SYNTAX':
      return { reason: `Not valid TypeScript: ${message}.`, fix: 'Correct it.' };
    case 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX':
      return {
        reason: `${message}: Node only strips types.`,
        fix: 'Write it without enums, namespaces, parameter properties and decorators.',
      };
    case 'ERR_MODULE_NOT_FOUND': {
      const [, kind, name = ''] = /^Cannot find (package|module) '([^']+)'/.exec(message) ?? [];
      return kind === 'package'
        ? { reason: `It imports "${name}", which is not installed.`, fix: `npm i -D ${name}` }
        : { reason: `It imports ${name}, which does not exist.`, fix: 'Correct the path; it ends in .ts or .js.' };
    }
    default:
  }
  if (error instanceof SyntaxError) {
    return /does not provide an export/.test(message)
      ? { reason: `${message}.`, fix: 'Correct the name.' }
      : { reason: `Not valid JavaScript: ${message}.`, fix: 'Correct it; "node --check" with the file shows the place.' };
  }
  return { reason: `It threw while it was loaded: ${message}.`, fix: 'Correct it; --debug shows the stack.' };
};

/** Where it went wrong, as far as Node says: in the module itself, or in one it imports. */
const placeOf = (error: unknown, url: string, file: string): { readonly at?: SourcePosition; readonly file?: string } => {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  // The stack of a syntax error begins with the place, lines of source, and a caret under the mistake.
  const [, place, line, snippet = ''] = /^(.+):(\d+)\n([\s\S]*?\^)/.exec(stack) ?? [];
  if (place !== undefined) {
    return { file: nameOf(place, url, file), at: { line: Number(line), column: snippet.length - snippet.lastIndexOf('\n') - 1 } };
  }
  const frame = stack.indexOf(`${url}:`);
  const [, frameLine, column] = /^:(\d+):(\d+)/.exec(frame === -1 ? '' : stack.slice(frame + url.length)) ?? [];
  return frameLine === undefined ? {} : { at: { line: Number(frameLine), column: Number(column) } };
};

const nameOf = (place: string, url: string, file: string): string => {
  const path = place.startsWith('file:') ? fileURLToPath(place) : place;
  return pathToFileURL(path).href === url ? file : relative(process.cwd(), path);
};
