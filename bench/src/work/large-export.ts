import { createHash } from 'node:crypto';

const perDialog = 50;

/** An exported bot of LivePerson with this many interactions, in dialogs of 50 that lead into each other, each with an integration of its own. */
export const largeExport = (interactions: number): string => {
  const dialogs = Math.ceil(interactions / perDialog);
  return JSON.stringify(
    {
      hash: '1',
      bot: { id: uuid('bot'), name: 'Large', status: 'NEW', language: 'en-US', sessionLength: 0, version: '2' },
      responder: Array.from({ length: dialogs }, (_, dialog) => responderOf(dialog)),
      requiredContext: [],
      conversationMessage: Array.from({ length: interactions }, (_, index) =>
        interactionOf(index, Math.min(perDialog, interactions - Math.floor(index / perDialog) * perDialog), dialogs),
      ),
      menus: [],
      groups: Array.from({ length: dialogs }, (_, dialog) => ({
        chatBotId: uuid('bot'),
        id: uuid(`dialog ${dialog}`),
        name: `Dialog ${dialog}`,
        dialogType: dialog === 0 ? 'FALLBACK_DIALOG' : 'DIALOG',
        status: 'ENABLED',
      })),
    },
    null,
    2,
  );
};

const hash = (text: string): string => createHash('sha1').update(text).digest('hex');

const uuid = (text: string): string => hash(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

const responderOf = (dialog: number) => ({
  chatbotId: uuid('bot'),
  id: uuid(`integration ${dialog}`),
  name: `Orders${dialog}`,
  webhook: `https://api.shop.example/${dialog}/{$botContext.order}`,
  method: 'GET',
  headers: [{ key: 'X-Dialog', value: `${dialog}` }],
  customDataFields: [{ key: 'status', value: `{$.api_Orders${dialog}.status}` }],
  group: 'Responders',
  responseDataVariable: `Orders${dialog}`,
  integrationType: 'API',
});

const interactionOf = (index: number, length: number, dialogs: number) => {
  const dialog = Math.floor(index / perDialog);
  const position = index % perDialog;
  const isLast = position + 1 === length;
  return {
    id: hash(`interaction ${index}`),
    chatBotId: uuid('bot'),
    userInputRequired: false,
    name: `interaction ${index}`,
    type: 'BOT_MESSAGE',
    ...shownOf(position, dialog),
    group: uuid(`dialog ${dialog}`),
    status: 'ACTIVE',
    required: true,
    ...(isLast ? {} : { nextMessageId: hash(`interaction ${index + 1}`) }),
    ...(position === 0 ? {} : { prevMessageId: hash(`interaction ${index - 1}`) }),
    responseMatches: rulesOf(index, isLast ? { name: 'DIALOG', value: uuid(`dialog ${(dialog + 1) % dialogs}`) } : next),
  };
};

const next = { name: 'INTERACTION', value: 'next' };

const shownOf = (position: number, dialog: number) => {
  if (position === 0) return { ...tile('DIALOG_STARTER', {}), ...(dialog > 0 && { pattern: [`start ${dialog}`] }) };
  switch (position % 4) {
    case 0:
      return tile('TEXT_QUESTION', { text: `Which order, {$botContext.name}?` });
    case 1:
      return {
        content: { contentType: 'DYNAMIC', responderName: `Orders${dialog}`, responderId: uuid(`integration ${dialog}`) },
        interactionType: 'API_INTEGRATION',
      };
    case 2:
      return {
        ...tile('TEXT', { text: `It is {Orders${dialog}.status}.` }),
        postProcessMessage: `botContext.setBotVariable('seen', '${position}', true, false);`,
      };
    default:
      return tile('MULTIPLE_CHOICE_QUESTION', { text: 'Go on?', multipleChoice: { multipleChoices: ['Yes', 'No'] } });
  }
};

const tile = (type: string, shown: object) => ({
  content: { contentType: 'STATIC', results: { type, tile: { tileData: [{ ...shown, buttons: [], quickReplyList: [] }] } } },
  interactionType: type,
});

const rulesOf = (index: number, onward: object) => {
  const rule = (name: string, condition: object, action: object) => ({
    name,
    conditions: [condition],
    contextConditions: [],
    contextMatchConditionType: 'ANY',
    action,
    contextDataVariables: [],
  });
  const position = index % perDialog;
  if (position === 0 || position % 4 === 2) return [{ conditions: [], contextConditions: [], action: onward, contextDataVariables: [] }];
  if (position % 4 === 0) return [rule('any', { matchType: 'PATTERN', patternMatch: { patterns: ['*'], excludeKeywords: [] } }, onward)];
  if (position % 4 === 1) {
    const back = { name: 'INTERACTION', value: hash(`interaction ${index - 1}`) };
    return [
      rule('found', { matchType: 'API_RESULT', apiResultsMatch: { status: 'SUCCESS' } }, onward),
      rule('failed', { matchType: 'API_RESULT', apiResultsMatch: { status: 'FAILURE' } }, back),
    ];
  }
  return [
    rule('yes', { matchType: 'EVAL_OPTION', evaluateOptionMatch: { value: 'Yes' } }, onward),
    rule('no', { matchType: 'EVAL_OPTION', evaluateOptionMatch: { value: 'No' } }, { name: 'INTERACTION', value: 'none' }),
  ];
};
