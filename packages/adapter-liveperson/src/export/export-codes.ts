import { es5Codes } from '../scripts/es5-findings.ts';
import { resultPathCodes } from '../templates/result-path-codes.ts';

/** What the export has to say of a bot: a closed list. */
export const exportCodes = {
  ...resultPathCodes,
  ...es5Codes,
  'credential-by-reference': 'An export holds no credentials; they are attached to the integrations again after the import.',
  'default-headers-assumed': 'How an export says that an integration has no default headers is not documented.',
  'dialog-type-unknown': 'A flow that is carried does not say what type of dialog it is.',
  'result-variable-lost': 'An interaction that is carried has no place for the variable that takes what it finds.',
  'rows-not-of-response': 'A card is repeated over something else than the rows of a response.',
  'no-match-unsaid': 'A text that is said when nothing matches is not said for an option that no rule takes.',
} as const;

export type ExportCode = keyof typeof exportCodes;
