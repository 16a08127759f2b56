import { newKey } from '../keys.ts';
import { customDataOf } from '../templates/custom-data-of.ts';
import { dottedFields, splitFields } from '../templates/dotted-fields.ts';
import { openBraceVariable } from '../templates/print-placeholder.ts';
import { type ExtendedResponses, readKeptBody } from '../templates/whole-bodies.ts';
import type { LivePersonExport } from '../wire/export.ts';
import { groupOf } from './dialogs.ts';
import type { ExportContext, ExportWork, View } from './export-view.ts';
import { fixedHash, fixedTimeMs } from './fixed-values.ts';
import { globalFunctionsOf } from './global-functions.ts';
import { interactionsOf } from './interactions.ts';
import { responderOf } from './responders.ts';

/**
 * Writes a bot as LivePerson exports it, so that it can be imported there: all keys in the vendor's order. Without a clock
 * and by ids that follow from the bot's own, so that the same bot is the same file.
 */
export const exportFromBot = (bot: View, context: ExportContext): LivePersonExport => {
  const chatBotId = chatBotIdOf(bot);
  const fields = dottedFields(
    bot.integrations.map(({ response }) => ({ variable: response.variable, names: response.fields.map(({ name }) => name) })),
  );
  const extended = extendedResponses(bot);
  let openBrace = false;
  const print = (template: string): string => {
    const text = context.print(readKeptBody(splitFields(template, fields), extended));
    openBrace ||= text.includes(openBraceVariable);
    return text;
  };
  const work: ExportWork = { bot, chatBotId, context: { ...context, print } };
  const interactions = bot.flows.flatMap((flow) => interactionsOf(flow, work));
  return {
    hash: fixedHash,
    bot: {
      id: chatBotId,
      name: bot.name,
      chatBotType: 'CUSTOMER_FACING_BOT',
      status: 'NEW',
      getStartedButtonPayload: 'hi',
      creationTime: fixedTimeMs,
      modificationTime: fixedTimeMs,
      demo: false,
      skipNLP: false,
      language: 'en-US',
      botAttributes: {
        ENABLE_AGENT_ANNOTATIONS: 'false',
        ENABLE_DEBUG: 'false',
        ...(bot.semantics.errorText !== '' && { DEFAULT_ERROR_MESSAGE: bot.semantics.errorText }),
      },
      sessionLength: 0,
      passThroughMode: false,
      transcriptDisabled: false,
      version: '2',
      publicBot: false,
      readOnly: false,
    },
    responder: bot.integrations.map((integration) => responderOf(integration, work)),
    requiredContext: [],
    // The vendor sorts them by id; their order in a dialog is that of their links.
    conversationMessage: interactions.toSorted((one, other) => ((one.id ?? '') < (other.id ?? '') ? -1 : 1)),
    menus: [],
    groups: bot.flows.map((flow) => groupOf(flow, work)),
    ...globalFunctionsOf(work, openBrace),
    platforms: [
      {
        id: newKey('node', `platform of ${chatBotId}`),
        chatbotId: chatBotId,
        integrationType: 'HTMLCLIENT',
        platform: 'HTMLCLIENT',
        status: 'NEW',
      },
    ],
    associatedDomains: [],
    dialogTemplates: [],
  };
};

/** Those that every integration extends which writes them. */
const extendedResponses = ({ integrations }: View): ExtendedResponses => {
  const plain = new Set(integrations.filter((one) => !customDataOf(one).extendsResult).map(({ response }) => response.variable));
  return new Set(integrations.map(({ response }) => response.variable).filter((variable) => !plain.has(variable)));
};

/** An imported bot is called as it is there. */
const chatBotIdOf = ({ id }: View): string => (uuid.test(id) ? id : newKey('flow', `bot ${id}`));

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
