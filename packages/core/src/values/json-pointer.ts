import { DragomanError } from '../dragoman-error.ts';

/** Writes a JSON pointer (RFC 6901): `['a/b', 0]` is `/a~1b/0`, no steps are the whole document. */
export const formatPointer = (steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Reads a JSON pointer. Throws `validation` when it is none. */
export const parsePointer = (pointer: string): readonly string[] => {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) {
    throw new DragomanError(`"${pointer}" is not a JSON pointer. Begin with "/" and write "~0" for "~" and "~1" for "/".`, {
      code: 'validation',
    });
  }
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
};
