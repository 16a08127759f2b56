import type { Workflow } from '../wire/document.ts';
import { code, lines, list } from './markdown.ts';
import type { Sheet } from './sheet.ts';
import { stepSection } from './step-section.ts';

/** How a workflow is built: all its steps, so that they are there to be connected, then where each output leads. */
export const workflowSection = (workflow: Workflow, sheet: Sheet): string => {
  const { id, name = id, nodes, dynamicApi } = workflow;
  const sections = nodes.map((node, index) => stepSection(node, nodes[index + 1]?.id, sheet));
  const [first] = nodes;
  return lines(
    `## Workflow ${code(name)}`,
    list([
      dynamicApi ? `New workflow, Dynamic API: ${code(name)}. It has action nodes only.` : `New workflow: ${code(name)}.`,
      'Add these steps first; connect them when all of them are there.',
    ]),
    ...sections.map(({ title, fields, rows }) => lines(title, list(fields), ...rows)),
    `### Connect the steps of ${code(name)}`,
    list([
      ...(first === undefined ? ['There are no steps.'] : [`Start: ${sheet.leadsTo(undefined, first.id)}.`]),
      ...sections.flatMap(({ connections }) => connections),
      ...(dynamicApi
        ? ['Add the step API end, and lead every output to it that is left unconnected: such a workflow has to finish with it.']
        : []),
      'Save.',
    ]),
  );
};
