import { afterEach, expect, test } from 'vitest';
import { exchange } from '../api/exchange.fixture.ts';
import { type Callback, type CallbackReceiver, openCallbackReceiver } from './callback-receiver.ts';

let receiver: CallbackReceiver | undefined;
afterEach(() => receiver?.close());

test.each([
  ['one that is waited for', { reference: 'pay-1', result: 'paid', data: { amount: '9.90' } }, 204],
  ['one that nobody waits for', { reference: 'pay-2', result: 'paid' }, 404],
  ['one without a result', { reference: 'pay-1' }, 400],
  ['no JSON', 'pay-1=paid', 400],
])('a callback: %s', async (_, body, status) => {
  const taken: Callback[] = [];
  receiver = await openCallbackReceiver(async (callback) => {
    if (callback.reference !== 'pay-1') return false;
    taken.push(callback);
    return true;
  });

  expect((await exchange(receiver.url, { method: 'POST', body })).status).toBe(status);
  expect(taken).toEqual(status === 204 ? [body] : []);
});
