import { exportCodes } from './export/export-codes.ts';
import { importCodes } from './import/codes.ts';

/** What this adapter has to say of a translation: a closed list. */
export const livePersonCodes = { ...importCodes, ...exportCodes } as const;
