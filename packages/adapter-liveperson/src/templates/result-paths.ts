import type { Integration, ResponseMapping, TranslationFinding } from '@dragoman/core';
import type { LivePersonPair, LivePersonResponder } from '../wire/responder.ts';

export const resultPathCodes = {
  'result-field-unread': 'A custom data field says something no response field can say.',
} as const;

export type ResultPathCode = keyof typeof resultPathCodes;

/** What a responder's transform script and custom data fields are in the neutral model. */
export type ImportedResponse = Pick<ResponseMapping, 'transform' | 'rows' | 'fields'> & {
  /** Fields no response field can say. Kept in `platformOptions.liveperson.customDataFields`, from where export takes them. */
  readonly others: readonly LivePersonPair[];
  /** `platformPlace` is relative to the responder. */
  readonly findings: readonly TranslationFinding<ResultPathCode>[];
};

/** Reads the custom data fields and the transform script of a responder. */
export const responseOfResponder = (
  { customDataFields = [] }: Pick<LivePersonResponder, 'name' | 'responseDataVariable' | 'customDataFields' | 'transformResultsScript'>,
  _options: { readonly restore: boolean },
): ImportedResponse => ({ fields: [], others: customDataFields, findings: [] });

/** What a response mapping is in a responder. */
export interface ExportedResponse {
  readonly customDataFields: readonly { readonly key: string; readonly value: string }[];
  /** The whole Transform Result Script: the author's, then what computes fields that no path of the platform says. */
  readonly transform?: string;
  readonly findings: readonly TranslationFinding<ResultPathCode>[];
}

/** Says a response mapping as custom data fields and a transform script. */
export const customDataOf = (_integration: Integration): ExportedResponse => ({ customDataFields: [], findings: [] });
