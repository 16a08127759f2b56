import type { CallResult, Json, JsonObject, RenderedRequest, RequestView, SealedText } from '@dragoman/core';
import { redacted, type TurnRedactor } from '../turn/turn-redactor.ts';

/** A request as an event shows it: secrets by name, sensitive values replaced. */
export const viewRequest = (request: RenderedRequest, redactor: TurnRedactor): RequestView => ({
  method: request.method,
  url: redactor.text(request.url),
  query: request.query.map(({ name, value }) => ({ name, value: redactor.text(value) })),
  headers: request.headers.map(({ name, value }) => ({ name, value: redactor.text(sealedView(value)) })),
  ...(request.body !== undefined && { body: redactor.text(request.body) }),
  ...(request.credential !== undefined && { credential: request.credential.id }),
});

/** A response as an event shows it. Of one that goes to a sensitive variable only the names of headers are shown. */
export const viewResponse = (
  { headers, body }: CallResult,
  isSensitive: boolean,
  redactor: TurnRedactor,
): { headers: JsonObject; body: Json } => ({
  headers: isSensitive ? hiddenHeaders(headers) : shownHeaders(headers, redactor),
  body: body === undefined ? null : isSensitive ? redacted : redactor.data(body),
});

const shownHeaders = (headers: CallResult['headers'], redactor: TurnRedactor): JsonObject =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === 'set-cookie' ? redacted : typeof value === 'string' ? redactor.text(value) : value.map((item) => redactor.text(item)),
    ]),
  );

/** Only the names: nobody knows in which of them a sensitive response repeats itself. */
export const hiddenHeaders = (headers: CallResult['headers']): { readonly [name: string]: string } =>
  Object.fromEntries(Object.keys(headers).map((name) => [name, redacted]));

const sealedView = (value: SealedText): string =>
  typeof value === 'string' ? value : value.map((part) => (typeof part === 'string' ? part : `{{secret.${part.secret}}}`)).join('');
