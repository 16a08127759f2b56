import { namesOfDocument } from '../import/reading.ts';
import type { ClickatellDocument } from '../wire/document.ts';
import { apiSection } from './api-section.ts';
import { blanksOf } from './blanks.ts';
import { code, lines, list } from './markdown.ts';
import { createSheet } from './sheet.ts';
import { workflowSection } from './workflow-section.ts';

/**
 * The steps by which a person sets a document up in Chat Flow, as Markdown: endpoints first, as steps call them; then the
 * workflows, their steps before their connections; settings and routes last.
 */
export const setupSheet = (document: ClickatellDocument): string => {
  const sheet = createSheet(document, namesOfDocument(document));
  const blanks = blanksOf(document);
  const event = document.settings?.sessionTimeoutEvent;
  const { apis, workflows } = document;
  return `${lines(
    `# ${document.name ?? 'A bot'} in Clickatell Chat Flow`,
    'Follow the steps from top to bottom, in the Sandbox. What stands in `this type` is typed or chosen as it is.',
    blanks.length > 0 &&
      lines(
        '## Before you begin',
        'Have these values at hand. Type the value wherever a step says its name in double brackets.',
        list(blanks),
      ),
    apis.length > 0 && lines('## Endpoints', ...apis.map((api) => apiSection(api, sheet))),
    ...workflows.map((workflow) => workflowSection(workflow, sheet)),
    lines(
      '## Keywords, routes and events',
      list([
        ...workflows.flatMap(({ id, name = id, keywords = [] }) =>
          keywords.map((keyword) => `Keywords: add ${code(keyword)}, which leads to the workflow ${code(name)}.`),
        ),
        ...workflows.filter(({ routed }) => routed).map(({ id, name = id }) => `Routing: route the channel to the workflow ${code(name)}.`),
        ...workflows
          .filter(({ dynamicApi }) => dynamicApi)
          .map(({ id, name = id }) => `Routing: have support enable the Dynamic API channel, and route it to ${code(name)}.`),
        ...(event?.enabled
          ? [
              `Configuration > Settings > Timeout Event: switch it on, ${code(`${event.secondsBeforeExpiry} seconds`)} before the session expires. It runs on WhatsApp and SMS only.`,
            ]
          : []),
        ...workflows
          .filter(({ sessionTimeoutEvent }) => sessionTimeoutEvent)
          .map(({ id, name = id }) => `Timeout Event: choose Open Flow, and make it what the workflow ${code(name)} above says.`),
      ]) || 'Nothing leads to a workflow yet: route a channel to the one that begins.',
    ),
    lines(
      '## Try it',
      list([
        'Save each workflow, and open Preview with your own number.',
        'Submit the Sandbox for approval, and deploy it when it is approved.',
      ]),
    ),
  )}\n`;
};
