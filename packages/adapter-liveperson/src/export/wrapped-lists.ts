import { parseTemplate, printReference, type Reference, referencesOf } from '@dragoman/core';
import { customDataOf } from '../templates/custom-data-of.ts';
import type { ExportContext, View } from './export-view.ts';

/**
 * Tells of placeholders that read an element of a response that is a list, where the script that finds its fields makes an
 * object of such a list. Called with each template that is printed; each integration is told of once.
 */
export const reportWrappedLists = ({ integrations }: View, { report }: ExportContext): ((template: string) => void) => {
  const told = new Set<object>();
  const isWrapped = (integration: View['integrations'][number]): boolean =>
    customDataOf(integration).findings.some(({ code }) => code === 'result-field-computed');
  return (template) => {
    if (!template.includes('$body')) return;
    for (const reference of referencesOf(parseTemplate(template).tree)) {
      const variable = listVariable(reference);
      const integration = variable === undefined ? undefined : integrations.find(({ response }) => response.variable === variable);
      if (integration === undefined || told.has(integration)) continue;
      told.add(integration);
      if (!isWrapped(integration)) continue;
      const reason = `The script that finds fields of ${JSON.stringify(variable)} makes an object of a response that is a list, so {{${printReference(reference)}}} finds nothing there.`;
      report({ code: 'list-wrapped', at: integration, loss: 'degraded', reason, fix: 'Make a response field of what is read.' });
    }
  };
};

/** `order` of `{{order.$body[0].title}}`. */
const listVariable = ({ root, segments }: Reference): string | undefined => {
  const [first, ...rest] = segments;
  const isQuoted = root === 'var' && first !== undefined && 'name' in first;
  const [body, position] = isQuoted ? rest : segments;
  const isElement = body !== undefined && 'name' in body && body.name === '$body' && position !== undefined && 'index' in position;
  return isElement ? (isQuoted ? first.name : root) : undefined;
};
