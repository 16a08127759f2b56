import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

export interface Exchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: unknown;
}

interface ExchangeOptions {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** Text goes as it is, anything else as JSON with its content type. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Called when headers and the first bytes of the body are there. */
  readonly onFirstBytes?: (text: string) => void;
}

/** One real request over a connection of its own. */
export const exchange = (
  url: string,
  { method = 'GET', headers = {}, body, signal, onFirstBytes }: ExchangeOptions = {},
): Promise<Exchange> =>
  new Promise((resolve, reject) => {
    const type = body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' };
    const options = { method, headers: { ...type, ...headers }, agent: new Agent(), ...(signal === undefined ? {} : { signal }) };
    const outgoing = request(url, options, async (response) => {
      try {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) {
          if (text === '') onFirstBytes?.(chunk as string);
          text += chunk;
        }
        const isJson = /json/.test(response.headers['content-type'] ?? '') && text !== '';
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined });
      } catch (cause) {
        reject(cause);
      }
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
