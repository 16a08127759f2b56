import type { FromPlatformContext } from '@dragoman/core';
import type { ResultPathCode } from '../templates/result-path-codes.ts';
import type { ImportCode } from './codes.ts';

export type ImportContext = FromPlatformContext<ImportCode | ResultPathCode>;

export type ImportReport = ImportContext['report'];

/** Reads a text of the document, with its place there, as a neutral template. */
export type ReadTemplate = (text: string, platformPlace: string) => string;
