import type { M1botDocument } from '../wire/document.ts';
import { apiSteps } from './api-steps.ts';
import { flowsSteps } from './flow-steps.ts';
import { code, plain, table } from './markdown.ts';
import { requestTexts } from './request-texts.ts';

/**
 * The clicks by which a person sets up a bot on m1bot, in the order the product wants them: attributes, APIs with real
 * values, Test, mapping, attributes in place of the values, the chat flow, the settings.
 *
 * @see https://github.com/airayzing/Help-Docs-v2 call-external-apis-in-your-chat-flows
 */
export const setupSheet = (document: M1botDocument): string => {
  const { bot, apis = [] } = document;
  const texts = requestTexts(document);
  return `${[
    `# Set up ${plain(bot.name ?? 'the bot')} on m1bot`,
    '',
    'Log in to m1bot and open the dashboard. What stands between ‹ and › is for you to fill in. `/key`, and `{/key}` within a word, is the attribute `key`: type `/` there and pick it. `\\/` is a slash and nothing more.',
    '',
    '## 1. Custom attributes',
    '',
    ...attributeSteps(document),
    '',
    '## 2. APIs',
    '',
    ...(apis.length === 0 ? ['There are none.', ''] : ['In the side bar click **More**, **Developers**, **Your APIs**.', '']),
    ...apis.flatMap((api) => apiSteps(api, texts)),
    '## 3. Chat flow',
    '',
    'Under **Bots** click **Edit your Chatflow**. Add the components of each flow in this order, then draw the connectors.',
    '',
    ...flowsSteps(document, texts),
    '## 4. Settings',
    '',
    ...settingSteps(document),
    '',
    'Changes go live after about 15 minutes; **Invalidate cache** makes it sooner. **Test Bot** shows the result.',
  ].join('\n')}\n`;
};

const attributeSteps = ({ attributes = [], flows }: M1botDocument): readonly string[] => {
  if (attributes.length === 0) return ['There are none.'];
  const asked = flows.flatMap(({ id, name: flow = id, components }) =>
    components.flatMap(({ attribute, name, id: component }) =>
      attribute === undefined ? [] : [{ attribute, question: `${code(flow)} > ${code(name ?? component)}` }],
    ),
  );
  const byAttribute = Map.groupBy(asked, ({ attribute }) => attribute);
  const questions = (key: string): string => (byAttribute.get(key) ?? []).map(({ question }) => question).join(', ');
  return [
    'In the side bar click **More**, **My Account**, **Custom Attributes**, and add each of these. Where a question is named, select bot, flow and question once the flow is there.',
    '',
    ...table(
      ['Attribute Key', 'Attribute Name', 'Answer of'],
      attributes.map(({ key, name = key }) => [code(key), code(name), questions(key)]),
    ),
  ];
};

const settingSteps = ({ settings = {}, bot: { channel = 'whatsapp' } }: M1botDocument): readonly string[] => {
  const { sessionTimeOut = { value: 1, unit: 'hours' as const }, userInactivityMessage, messageAfterFlowCompleted } = settings;
  const { restartChatFlowTriggers = [], liveChatTriggers = [] } = settings;
  const words = (list: readonly string[], usual: string): string =>
    list.length === 0 ? `the bot has none, and the screen wants one: keep ${code(usual)}` : list.map(code).join(', ');
  return [
    `In the settings of the bot (${plain(channel)}) open **General**.`,
    '',
    ...table(
      ['Setting', 'Value'],
      [
        ['Session Time Out', `${sessionTimeOut.value} ${sessionTimeOut.unit}`],
        ['User Inactivity Message', userInactivityMessage?.enabled ? code(userInactivityMessage.message ?? '') : 'off'],
        ['Message after Automated flow completed', messageAfterFlowCompleted === undefined ? 'none' : code(messageAfterFlowCompleted)],
        ['Restart Chat Flow Triggers', words(restartChatFlowTriggers, 'Restart')],
        ['Live Chat Triggers', words(liveChatTriggers, 'Live Chat')],
      ],
    ),
  ];
};
