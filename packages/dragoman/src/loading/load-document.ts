import { readFile, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { unreadable } from './file-error.ts';
import { loadModule } from './load-module.ts';
import { readSourceDocument, type SourceDocument } from './source-document.ts';

/** What a file holds; `locate` where the file is data. */
export type LoadedDocument = Pick<SourceDocument, 'value'> &
  Partial<Pick<SourceDocument, 'locate' | 'spelled'>> & {
    /** The file letter by letter, where it is JSON. */
    readonly text?: string;
  };

/**
 * Reads `.json`, `.yaml` and `.yml` as data and takes the default export of `.ts`, `.js` and `.mjs`, which runs them
 * with the user's rights. `file` is what messages call it. Throws `validation` for whatever cannot be read.
 */
export const loadDocument = async (path: string, file: string): Promise<LoadedDocument> => {
  await checkFile(path, file);
  const extension = extname(path).toLowerCase();
  switch (extension) {
    case '.json': {
      const text = await readText(path, file);
      return { ...readSourceDocument(withoutMark(text), { file, format: 'json' }), text };
    }
    case '.yaml':
    case '.yml':
      return readSourceDocument(withoutMark(await readText(path, file)), { file, format: 'yaml' });
    case '.ts':
    case '.js':
    case '.mjs':
      return { value: defaultExport(await loadModule(path, { folder: dirname(path), file }), file) };
    default:
      throw problem(file, 'This is no kind of file that can be read.', 'Name a .ts, .js, .mjs, .json, .yaml or .yml file.');
  }
};

const checkFile = async (path: string, file: string): Promise<void> => {
  const found = await stat(path).catch((error: unknown) => {
    const code = Reflect.get(Object(error), 'code');
    if (code === 'ENOENT' || code === 'ENOTDIR') throw problem(file, 'There is no such file.', 'Check the path.');
    throw cannotRead(file, error);
  });
  if (found.isDirectory()) throw problem(file, 'This is a folder.', 'Name a file in it.');
};

const readText = async (path: string, file: string): Promise<string> => {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw cannotRead(file, error);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw problem(file, 'This is not UTF-8 text.', 'Save it as UTF-8.');
  }
};

/** Some editors begin a file with a mark that is no part of the data, but of the file. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');

const defaultExport = (module: { readonly [name: string]: unknown }, file: string): unknown => {
  if (module.default !== undefined) return module.default;
  throw problem(file, 'There is no default export.', 'Write `export default` before what it defines.');
};

const cannotRead = (file: string, error: unknown) =>
  problem(file, `It cannot be read (${String(Reflect.get(Object(error), 'code'))}).`, 'Check who may read it.', error);

const problem = (file: string, reason: string, fix: string, cause?: unknown) =>
  unreadable(file, [{ code: 'unreadable-file', reason, fix }], cause);
