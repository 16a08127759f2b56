import { restoreCodes } from '../translation/restore-codes.ts';
import { fitNodesCodes } from './fit-nodes.ts';
import { pluginKindCodes } from './plugin-kinds.ts';
import { semanticsCodes } from './semantics/semantics-codes.ts';

/** The codes of what core itself finds when it exports or imports, each with a sentence of what it means: a closed list. */
export const translationCodes = {
  'origin-missing': 'The document the bot was imported from is not at hand, so the bot is printed anew.',
  'placeholder-malformed': 'A placeholder of the platform cannot be read; it is taken as text.',
  ...pluginKindCodes,
  ...semanticsCodes,
  ...fitNodesCodes,
  ...restoreCodes,
} as const;
