import { DragomanError, isDragomanError } from '@dragoman/core';
import { AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError } from 'oauth4webapi';

/** Why an authorization server gave no token, in our words; `redact` takes out what was sent to it. */
export const oauth2Refusal = (error: unknown, host: string, redact: (text: string) => string): DragomanError => {
  if (isDragomanError(error)) return error;
  return notAuthenticated(reasonOf(error, host, redact));
};

export const notAuthenticated = (message: string): DragomanError =>
  new DragomanError(message, { code: 'authentication', source: '@dragoman/http' });

const reasonOf = (error: unknown, host: string, redact: (text: string) => string): string => {
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError)
    return `${host} refuses: ${said(error.error, error.error_description, redact)}.`;
  if (error instanceof WWWAuthenticateChallengeError) {
    const { error: code, error_description: description } = error.cause[0]?.parameters ?? {};
    return `${host} refuses: ${said(code ?? `status ${error.status}`, description, redact)}.`;
  }
  return `${host} gave an answer that is no token${error instanceof Error ? ` (${error.message})` : ''}.`;
};

const longestDescription = 200;

/** Redacted before it is shortened: of a secret that is cut in two nobody would know the first half. */
const said = (code: string, description: string | undefined, redact: (text: string) => string): string => {
  const [name, words] = [code, description?.replace(/[.\s]+$/, '')].map((text) => text && redact(text).slice(0, longestDescription));
  return words ? `${name} (${words})` : `${name}`;
};
