/** A function of `botContext`. */
export interface BotContextFunction {
  readonly name: string;
  /** Fewest and most arguments. */
  readonly arity: readonly [fewest: number, most: number];
  /** What it does, as a sentence. */
  readonly meaning: string;
  /** `deprecated`: still there, and advised against. `undocumented`: seen in bots alone. */
  readonly status?: 'deprecated' | 'undocumented';
}

/**
 * What `botContext` offers to scripts. Where the pages show no arguments, the arity is Assumed from the name.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-functions-list.html
 */
export const botContextFunctions: readonly BotContextFunction[] = [
  { name: 'isApiExecutionSuccessful', arity: [0, 0], meaning: 'Whether the latest call of an API integration succeeded.' },
  { name: 'getApiStatusCode', arity: [0, 0], meaning: 'The status of the latest call of an API integration, as text.' },
  { name: 'getFileCaption', arity: [0, 0], meaning: 'What the consumer wrote to an uploaded file, or `__EMPTYTEXT__`.' },
  { name: 'getFileType', arity: [0, 0], meaning: 'The type of an uploaded file.' },

  { name: 'setBotVariable', arity: [2, 4], meaning: 'Sets a variable: name, value, for the session, for ever.' },
  { name: 'getBotVariable', arity: [1, 1], meaning: 'A variable, or null.' },
  { name: 'getCurrentUserMessage', arity: [0, 0], meaning: 'What the consumer said last, typed or tapped.' },
  { name: 'getEnvVariable', arity: [1, 1], meaning: 'A variable of the bot environment, or null.' },
  { name: 'getChatBotId', arity: [0, 0], meaning: 'The id of the bot.' },
  { name: 'getConversationId', arity: [0, 0], meaning: 'The id of the conversation.' },
  { name: 'getLPAccountId', arity: [0, 0], meaning: 'The id of the account.' },
  { name: 'getLPEngagementAttribute', arity: [1, 1], meaning: 'An attribute of the engagement; slow.' },
  { name: 'getMetadata', arity: [1, 1], meaning: 'The metadata of the last message of one type, as a list, or null.' },
  { name: 'getDialogStarterIntent', arity: [0, 0], meaning: 'The intent that a dialog starter matched last.' },
  { name: 'getDisambiguatedIntentName', arity: [0, 0], meaning: 'The name of the intent that the consumer chose of several.' },
  { name: 'getDisambiguatedIntentId', arity: [0, 0], meaning: 'The id of the intent that the consumer chose of several.' },
  { name: 'getNamedEntities', arity: [1, 1], meaning: 'The phrases recognised as one entity, as a list, or null.' },
  {
    name: 'getNlpResponse',
    arity: [0, 1],
    meaning: 'Nouns, verbs, phrases and more of the last message; older language understanding only.',
  },
  { name: 'getSentiment', arity: [0, 0], meaning: 'Positive, Neutral or Negative; older language understanding only.' },
  { name: 'getQuickReplyPayload', arity: [0, 0], meaning: 'The payload of the quick reply that was tapped.' },
  { name: 'getWebViewVariable', arity: [1, 1], meaning: 'A variable that a web view posted.' },
  { name: 'getWebViewVariables', arity: [0, 0], meaning: 'All variables that a web view posted.' },
  { name: 'getHoursType', arity: [2, 2], meaning: 'The kind of hours it is now, by a table of hours and a time zone.' },
  { name: 'setBotTransferIntentbyDomain', arity: [2, 2], meaning: 'Hands an intent of a domain to the bot that takes over.' },
  { name: 'setBotTransferIntentId', arity: [1, 1], meaning: 'Hands an intent to the bot that takes over.' },
  { name: 'setBotTransferUserMessage', arity: [1, 1], meaning: 'Hands a message to the bot that takes over.' },

  { name: 'getUserChannel', arity: [0, 0], meaning: 'The channel: `lp_web`, `lp_sms`, `lp_whatsapp` and others.' },
  { name: 'getUserPlatformId', arity: [0, 0], meaning: 'The id of the consumer.' },
  { name: 'getLPCustomerInfo', arity: [0, 0], meaning: 'What the account knows of the customer.' },
  { name: 'getLPUserPersonalInfo', arity: [0, 0], meaning: 'Name and company of the consumer, or null.' },

  { name: 'setTriggerNextMessage', arity: [1, 1], meaning: 'Goes to the interaction of this name instead of the next action.' },
  { name: 'setMessageDelay', arity: [1, 1], meaning: 'Waits so many milliseconds before the message.' },
  { name: 'setAllowMaxTextResponse', arity: [1, 1], meaning: 'Whether texts longer than 320 characters stay in one piece.' },
  { name: 'evaluateOptions', arity: [2, 2], meaning: 'The option that a text means, by its letter or label.' },
  { name: 'addQuickReplies', arity: [1, 1], meaning: 'Adds quick replies, each `title~payload`, to the message.' },
  { name: 'getButtonPayload', arity: [0, 0], meaning: 'The payload of the button that was tapped.' },

  { name: 'sendMessage', arity: [1, 1], meaning: 'Sends a text.' },
  { name: 'sendMessages', arity: [1, 1], meaning: 'Sends a list of texts.' },
  { name: 'sendMessageWithQuickReplies', arity: [2, 2], meaning: 'Sends a text with at most ten quick replies, each `title~payload`.' },
  { name: 'sendImmediateReply', arity: [1, 1], meaning: 'Sends a text or a list of them at once, and stops the script and the flow.' },
  { name: 'sendPrivateMessage', arity: [1, 2], meaning: 'Sends a text that only agents see.' },

  { name: 'printDebugMessage', arity: [1, 1], meaning: 'Writes to the log of the bot.' },
  { name: 'logCustomEvent', arity: [2, 3], meaning: 'Writes an event for analytics: message, name, detail.' },
  { name: 'logEscalationEvent', arity: [0, 3], meaning: 'Writes an event of a transfer to agents.' },

  { name: 'isContextApiEnabled', arity: [0, 0], meaning: 'Whether the context service can be used.' },
  {
    name: 'registerContextNamespace',
    arity: [1, 2],
    meaning: 'Makes a namespace of the context service, with the seconds its values live.',
  },
  { name: 'deleteContextNamespace', arity: [1, 1], meaning: 'Deletes a namespace of the context service.' },
  { name: 'setGlobalContextData', arity: [3, 3], meaning: 'Keeps a value for all.' },
  { name: 'getGlobalContextData', arity: [2, 2], meaning: 'A value that is kept for all.' },
  { name: 'deleteGlobalContextData', arity: [2, 2], meaning: 'Deletes a value that is kept for all.' },
  { name: 'setContextDataForUser', arity: [3, 3], meaning: 'Keeps a value for the consumer.' },
  { name: 'getContextDataForUser', arity: [1, 2], meaning: 'A value that is kept for the consumer, or all of them.' },
  { name: 'deleteContextDataForUser', arity: [2, 2], meaning: 'Deletes a value that is kept for the consumer.' },
  { name: 'deleteAllContextDataForUser', arity: [1, 1], meaning: 'Deletes what is kept for the consumer.' },
  { name: 'setContextDataForConversation', arity: [3, 3], meaning: 'Keeps a value for the conversation.' },
  { name: 'getContextDataForConversation', arity: [1, 2], meaning: 'A value that is kept for the conversation, or all of them.' },
  { name: 'deleteContextDataForConversation', arity: [2, 2], meaning: 'Deletes a value that is kept for the conversation.' },
  { name: 'deleteAllContextDataForConversation', arity: [1, 1], meaning: 'Deletes what is kept for the conversation.' },

  { name: 'askMaven', arity: [0, 3], meaning: 'What the Conversation Orchestrator advises, as JSON.' },

  { name: 'getChannel', arity: [0, 0], meaning: 'The channel; `getUserChannel` now.', status: 'deprecated' },
  { name: 'addQuickReples', arity: [1, 1], meaning: 'Adds quick replies; `addQuickReplies` now.', status: 'deprecated' },
  { name: 'getUserLocation', arity: [0, 0], meaning: 'Where the consumer is, after a location quick reply.', status: 'undocumented' },
];
