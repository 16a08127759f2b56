import { jsonProblem, parseTemplate } from '@dragoman/core';

/** What is wrong with a JSON body whatever its placeholders hold: a number stands for each. Undefined when it is right. */
export const bodyProblem = (template: string): string | undefined => {
  const text = parseTemplate(template)
    .tree.map((part) => (part.kind === 'text' ? part.text : '0'))
    .join('');
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return `The body is no JSON. ${jsonProblem(text).reason}`;
  }
};
