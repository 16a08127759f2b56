/** What custom data fields and response fields have to say of each other. */
export const resultPathCodes = {
  'result-field-unread': 'A custom data field says something that no response field can say; it is carried, and is not set here.',
  'result-field-repeated': 'Two custom data fields have the same name; the first counts.',
  'result-list-apart': 'Custom data fields take values from several lists; only those of one list are rows.',
  'result-list-nested':
    'A custom data field takes values from lists in lists, which is not documented; here it is all of them in one list.',
  'result-list-whole': 'A custom data field takes values from a list that is the whole result, which does not work for the platform.',
  'result-field-computed': 'A value of a response is found by a script, as no custom data field can say where it stands.',
  'result-field-lost': 'A value of a response cannot be found by any script or custom data field.',
  'result-script-changed': 'The generated part of a transform script was changed, so it is read as an ordinary script.',
} as const;

export type ResultPathCode = keyof typeof resultPathCodes;
