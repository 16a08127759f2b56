import type { Integration, TranslationFinding } from '@dragoman/core';
import type { ResultPathCode } from './result-path-codes.ts';

/** What a response mapping is in a responder. */
export interface ExportedResponse {
  readonly customDataFields: readonly { readonly key: string; readonly value: string }[];
  /** The whole Transform Result Script: the author's, then what finds the values that no custom data field can say. */
  readonly transform?: string;
  readonly findings: readonly TranslationFinding<ResultPathCode>[];
}

/** Says a response mapping as custom data fields and a transform script. */
export const customDataOf = (_integration: Integration): ExportedResponse => ({ customDataFields: [], findings: [] });
