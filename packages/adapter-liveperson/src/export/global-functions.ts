import { es5Library } from '../scripts/es5-library.ts';
import { printGlobals } from '../scripts/globals.ts';
import type { LivePersonExport } from '../wire/export.ts';
import type { ExportWork } from './export-view.ts';
import { fixedTime } from './fixed-values.ts';

/** The global functions: the bot's own scripts, and what its other scripts run on. None where there is nothing to say. */
export const globalFunctionsOf = ({ bot, chatBotId }: ExportWork): Pick<LivePersonExport, 'globalFunctions'> => {
  const scripts = [
    ...bot.nodes.flatMap(({ hooks = {} }) => Object.values(hooks)),
    ...bot.nodes.flatMap((node) => (node.kind === 'script' ? [node] : [])),
    ...bot.integrations.flatMap(({ response }) => response.transform ?? []),
    ...Object.values(bot.scripts ?? {}),
  ];
  const sources = scripts.filter(({ dialect }) => dialect === 'es5').map(({ source }) => source);
  const library = es5Library({ sources, responses: bot.integrations.map(({ response }) => response), variables: bot.variables });
  const methods = printGlobals(bot.scripts, library);
  if (methods === undefined) return {};
  return { globalFunctions: { chatBotId, methods, creationTime: fixedTime, modificationTime: fixedTime } };
};
