/** What this adapter has to say of a translation: a closed list. */
export const m1botCodes = {
  'unknown-component': 'A component that we do not know; it is carried as it is.',
  'unknown-call': 'An API cannot be read; it is carried as it is, and fails when the bot runs.',
  'unknown-api': 'A component calls an API that does not exist; it is carried as it is.',
  'duplicate-id': 'Two components, flows, APIs or attributes have the same id.',
  'duplicate-code': 'A response code stands twice; the first row decides.',
  'code-not-a-number': 'A response code is no status; its row is never taken.',
  'others-unmapped': 'Nothing says where an API component leads when no response code fits; the chat ends there.',
  'unknown-attribute': 'An attribute is named that does not exist; in a text it is taken as text.',
  'attribute-key': 'An attribute key that m1bot does not take: lower-case letters and digits alone.',
  'path-not-carried': 'A response mapping has paths of names and positions alone.',
  'mapped-twice': 'A value of a response is mapped to two attributes; the screen has one for each.',
  'mapped-path-missing': 'A mapped path is not in the response that was saved.',
  'response-not-json': 'The response that was saved is no JSON object or list: nothing can be mapped from it.',
  'body-with-get': 'A body stands beside GET, which m1bot advises against.',
  'option-count': 'A choice has one to five options.',
  'unknown-option': 'An answer belongs to an option that does not exist; it is never taken.',
  'several-selections': 'Of several options that are selected, the first decides.',
  'inactivity-message': 'The message for users who fall silent; it is kept, and not sent elsewhere.',
  'setting-kept': 'A setting that means something to m1bot alone; it is kept, and does nothing elsewhere.',
  'api-channel': 'Bots of this channel have no API component.',
  'longer-life': 'Attributes stay with the contact when the session ends.',
  'routes-not-carried': 'Ways out of a component we do not know; only the next message is kept.',
} as const;

export type M1botCode = keyof typeof m1botCodes;
