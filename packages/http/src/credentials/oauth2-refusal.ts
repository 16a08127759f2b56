import { DragomanError, isDragomanError } from '@dragoman/core';
import { AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError } from 'oauth4webapi';

/** Why an authorization server gave no token, in our words and without what was sent to it. */
export const oauth2Refusal = (error: unknown, host: string): DragomanError => {
  if (isDragomanError(error)) return error;
  return notAuthenticated(reasonOf(error, host));
};

export const notAuthenticated = (message: string): DragomanError =>
  new DragomanError(message, { code: 'authentication', source: '@dragoman/http' });

const reasonOf = (error: unknown, host: string): string => {
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError)
    return `${host} refuses: ${said(error.error, error.error_description)}.`;
  if (error instanceof WWWAuthenticateChallengeError) {
    const { error: code, error_description: description } = error.cause[0]?.parameters ?? {};
    return `${host} refuses: ${said(code ?? `status ${error.status}`, description)}.`;
  }
  return `${host} gave an answer that is no token${error instanceof Error ? ` (${error.message})` : ''}.`;
};

const longestDescription = 200;

const said = (code: string, description: string | undefined): string => {
  const words = description?.replace(/[.\s]+$/, '').slice(0, longestDescription);
  return words ? `${code.slice(0, longestDescription)} (${words})` : code.slice(0, longestDescription);
};
