import type { Segment } from '@dragoman/core';

/** The steps of a JSONPath that selects one value at most: `$.items[0]['a b']`. Undefined for any other. */
export const pathSteps = (path: string): readonly Segment[] | undefined => {
  if (!path.startsWith('$')) return undefined;
  const steps: Segment[] = [];
  let position = 1;
  while (position < path.length) {
    step.lastIndex = position;
    const found = step.exec(path);
    if (found === null) return undefined;
    const [whole, name, index, quoted] = found;
    if (name !== undefined) steps.push({ name });
    else if (index !== undefined) steps.push({ index: Number(index) });
    else steps.push({ name: unescaped(quoted ?? '') });
    position += whole.length;
  }
  return steps;
};

const step = /\.([\p{L}_$][\p{L}\p{N}_$-]*)|\[(0|[1-9]\d{0,14})\]|\[("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\]/uy;

const unescaped = (quoted: string): string => quoted.slice(1, -1).replace(/\\(["'\\/])/g, '$1');

/** The steps to the list that a JSONPath selects the elements of: `$.items` and `$.items[*]` alike. */
export const listSteps = (path: string): readonly Segment[] | undefined => pathSteps(path.replace(/(?:\[\*\]|\.\*)$/, ''));
