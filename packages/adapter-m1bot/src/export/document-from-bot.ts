import { type Bot, isJsonObject } from '@dragoman/core';
import { type AttributeKeys, attributeKeys, givenKeys } from '../attribute-keys.ts';
import type { M1botPolicies } from '../policies.ts';
import { timeOutOf } from '../settings.ts';
import { attributePrinter } from '../templates/print-attributes.ts';
import type { M1botAttribute, M1botDocument } from '../wire/document.ts';
import { apiOf } from './apis.ts';
import { componentOf } from './components.ts';
import type { ExportContext, ExportWork, View } from './export-view.ts';
import { isLiveChat, triggersOf, wordsOf } from './triggers.ts';

/** Writes a bot screen by screen. */
export const documentFromBot =
  (policies: M1botPolicies) =>
  (bot: View, { report, channel = channelOf(bot) }: ExportContext): M1botDocument => {
    const keys = attributeKeys(bot as unknown as Bot, givenKeys(bot.options));
    const declared = new Map(bot.variables.map((variable) => [variable.name, variable]));
    const work: ExportWork = { bot, keys, print: attributePrinter(keys), report };
    reportChannel(channel, work, policies);
    reportUndeclared(work, policies);
    const { noMatchText, sessionLengthMs } = bot.semantics;
    const inactivity = isJsonObject(bot.options) ? bot.options.inactivityMessage : undefined;
    return {
      $schema: './node_modules/@dragoman/adapter-m1bot/schema/m1bot.schema.json',
      format: 'm1bot/1',
      bot: { id: bot.id, name: bot.name, channel },
      attributes: keys.variables.map((variable) => attributeOf(variable, { declared, keys, policies, report })),
      apis: bot.integrations.map((integration) => apiOf(integration, work)),
      flows: bot.flows
        .filter((flow) => !isLiveChat(flow, bot))
        .map((flow) => ({
          id: bot.key(flow),
          name: flow.name,
          ...triggersOf(flow, bot),
          components: flow.nodes.map((node) => componentOf(node, work)),
        })),
      settings: {
        sessionTimeOut: timeOutOf(sessionLengthMs),
        ...(isJsonObject(inactivity) && {
          userInactivityMessage: { enabled: inactivity.enabled === true, message: String(inactivity.message ?? '') },
        }),
        ...(noMatchText !== '' && { messageAfterFlowCompleted: noMatchText }),
        ...wordsOf(bot),
      },
    };
  };

/** That of the document the bot comes from. */
const channelOf = ({ options }: View): string =>
  isJsonObject(options) && typeof options.channel === 'string' && options.channel !== '' ? options.channel : 'whatsapp';

interface AttributeWork {
  /** The variables the bot declares, by name. */
  readonly declared: ReadonlyMap<string, View['variables'][number]>;
  readonly keys: AttributeKeys;
  readonly policies: M1botPolicies;
  readonly report: ExportContext['report'];
}

const attributeOf = (variable: string, { declared: variables, keys, policies, report }: AttributeWork): M1botAttribute => {
  const declared = variables.get(variable);
  const key = keys.keyOf(variable);
  const scope = declared?.scope === 'contact' ? 'contact' : 'session';
  const isTold = scope === policies.attributeLife;
  if (!isTold && declared !== undefined && policies.attributeLife === 'contact') {
    const reason = `${variable} is forgotten with the session; as an attribute it stays with the contact.`;
    report({ code: 'longer-life', at: declared, loss: 'assumed', reason });
  }
  return {
    key,
    name: variable,
    ...(declared?.example !== undefined && { example: declared.example }),
    ...((key !== variable || !isTold) && { neutral: { variable, ...(!isTold && { scope }) } }),
  };
};

/** Variables nobody declared are forgotten with the session. */
const reportUndeclared = ({ bot, keys, report }: ExportWork, { attributeLife }: M1botPolicies): void => {
  const declared = new Set(bot.variables.map(({ name }) => name));
  const names = keys.variables.filter((variable) => !declared.has(variable));
  if (attributeLife !== 'contact' || names.length === 0) return;
  const [verb, them] = names.length === 1 ? ['is', 'an attribute it stays'] : ['are', 'attributes they stay'];
  const reason = `${names.join(', ')} ${verb} forgotten with the session; as ${them} with the contact.`;
  report({ code: 'longer-life', loss: 'assumed', reason });
};

const reportChannel = (channel: string, { bot, report }: ExportWork, { apiChannels }: M1botPolicies): void => {
  if (apiChannels.includes(channel)) return;
  for (const node of bot.nodes) {
    if (node.kind !== 'api') continue;
    const reason = `m1bot has the API component for ${apiChannels.join(', ')}; a bot for ${channel} cannot call this.`;
    report({
      code: 'api-channel',
      at: node,
      loss: 'dropped',
      reason,
      fix: 'Translate for another channel, or set the policy apiChannels.',
    });
  }
};
