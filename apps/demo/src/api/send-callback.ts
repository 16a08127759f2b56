import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SendCallback } from './payment-routes.ts';

/** Posts a callback once, after a while. Whatever goes wrong is a callback that was not delivered. */
export const createSendCallback =
  (delayMs: number, signal: AbortSignal): SendCallback =>
  async (url, body) => {
    try {
      await sleep(delayMs, undefined, { signal });
      return await post(url, body, signal);
    } catch {
      return false;
    }
  };

const post = (url: URL, body: string, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request(url, { method: 'POST', headers, signal, timeout: 5_000, agent: false }, (response) => {
      const { statusCode = 0 } = response.resume();
      resolve(statusCode >= 200 && statusCode < 300);
    });
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.once('error', reject);
    outgoing.end(body);
  });
