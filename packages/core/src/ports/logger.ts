import type { JsonObject } from '../json.ts';

/** Takes what operators should know. Fields are redacted before they get here. */
export interface Logger {
  info(message: string, fields?: JsonObject): void;
  warn(message: string, fields?: JsonObject): void;
  error(message: string, fields?: JsonObject): void;
}
