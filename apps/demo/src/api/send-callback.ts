import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SendCallback } from './payment-routes.ts';

const attempts = 3;

/** Posts a callback after a while, and again, the same while later, when nobody took it: three times at most. */
export const createSendCallback =
  (delayMs: number, signal: AbortSignal): SendCallback =>
  async (url, body) => {
    for (let attempt = 0; attempt < attempts && !signal.aborted; attempt += 1) {
      const isTaken = await sleep(delayMs, undefined, { signal })
        .then(() => post(url, body, signal))
        .catch(() => false);
      if (isTaken) return true;
    }
    return false;
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
