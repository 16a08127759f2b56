import { isCoreNode } from '../reading/node-sites.ts';
import { fitChoice, fitChoiceCodes } from './fit/fit-choice.ts';
import { fitContentCodes, reportLongText } from './fit/fit-content.ts';
import { fitList, fitListCodes } from './fit/fit-list.ts';
import { fitMessageNode } from './fit/fit-message-node.ts';
import type { Pass } from './lower-context.ts';
import { rewriteNodes } from './rewrite-nodes.ts';

export const fitNodesCodes = { ...fitContentCodes, ...fitChoiceCodes, ...fitListCodes } as const;

/**
 * Shows messages, choices and lists in what the platform can show, by the rules of `fit`: what comes out is what `fit`
 * would have made of the rendered message. The codes that begin with `fit-` say so where that holds exactly.
 */
export const fitNodes: Pass = (bot, context) => {
  const types = new Map(bot.variables.map(({ name, type }) => [name, type]));
  return rewriteNodes(bot, context, (node, place) => {
    if (!isCoreNode(node)) return undefined;
    switch (node.kind) {
      case 'message':
        return fitMessageNode(node, context);
      case 'choice':
        reportLongText(node.text, node, context);
        return fitChoice(node, types, place, context);
      case 'list':
        reportLongText(node.text, node, context);
        return fitList(node, place, context);
      case 'question':
        reportLongText(node.text, node, context);
        return undefined;
      default:
        return undefined;
    }
  });
};
