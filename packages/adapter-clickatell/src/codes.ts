/** What this adapter has to say of a translation: a closed list. */
export const clickatellCodes = {
  'shared-response-variable': 'Two endpoints write the same variable, which there is the name of one.',
  'field-path-not-carried': 'A value of a response is selected by a path that no variable there has a name for.',
  'body-without-post': 'A body stands beside a method that Chat Flow documents no body for.',
  'method-from-faq': 'PUT and DELETE are named by the FAQ alone.',
  'text-at-menu': 'A menu tells a typed text apart that is none of its options.',
  'sensitive-without-input': 'Only what a Request Input asks for can be sensitive.',
  'duplicate-id': 'Two elements have the same id.',
  'unknown-type': 'A step is of a type that has no neutral meaning; it is carried as it is.',
  'unknown-api': 'A step calls an endpoint that does not exist.',
  'unreadable-api': 'An endpoint cannot be read; it is carried as it is, and calls of it fail when the bot runs.',
  'unreadable-pattern': 'A regular expression cannot be read.',
  'unreadable-step': 'A step cannot be read; it is carried as it is.',
  'default-result-missing': 'One of the four default results was removed.',
  'default-result-misspelled': 'A default result is not written in lower case.',
  'success-result-missing': 'There is no result for a success.',
  'duplicate-result': 'Two results have the same name; the second one is never taken.',
  'result-not-a-code': 'A result is no status, and statuses are what results are compared with.',
  'header-conflict': 'A header is given at the endpoint and at the step with different values, so the call fails.',
  'secret-outside-header': 'A secret stands where it cannot be used.',
  'placeholder-outside-base-element': 'A value of a response is read that is not below the base element.',
} as const;

export type ClickatellCode = keyof typeof clickatellCodes;
