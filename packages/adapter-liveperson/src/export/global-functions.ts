import { printVariables } from '../scripts/declared-variables.ts';
import { es5Findings } from '../scripts/es5-findings.ts';
import { es5Library } from '../scripts/es5-library.ts';
import { printGlobals } from '../scripts/globals.ts';
import type { LivePersonExport } from '../wire/export.ts';
import type { ExportWork } from './export-view.ts';
import { fixedTime } from './fixed-values.ts';

/** The global functions: the bot's own scripts, and what its other scripts run on. None where there is nothing to say. `openBrace`: whether a text needs its brace. */
export const globalFunctionsOf = (
  { bot, chatBotId, context }: ExportWork,
  openBrace: boolean,
): Pick<LivePersonExport, 'globalFunctions'> => {
  const scripts = [
    ...bot.nodes.flatMap(({ hooks = {} }) => Object.values(hooks)),
    ...bot.nodes.flatMap((node) => (node.kind === 'script' ? [node] : [])),
    ...Object.values(bot.scripts ?? {}),
  ];
  const transforms = bot.integrations.flatMap(({ response }) => response.transform ?? []);
  for (const finding of es5Findings({ scripts, transforms, variables: bot.variables })) context.report(finding);
  const sources = [...scripts, ...transforms].filter(({ dialect }) => dialect === 'es5').map(({ source }) => source);
  const library = es5Library({ sources, responses: bot.integrations.map(({ response }) => response), variables: bot.variables });
  const parts = [printVariables(bot.variables), printGlobals(bot.scripts, library, { openBrace })].filter((part) => part !== undefined);
  if (parts.length === 0) return {};
  const methods = parts.join('\n');
  return { globalFunctions: { chatBotId, methods, creationTime: fixedTime, modificationTime: fixedTime } };
};
