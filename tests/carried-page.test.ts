import { createClickatellAdapter } from '@dragoman/adapter-clickatell';
import { createLivePersonAdapter } from '@dragoman/adapter-liveperson';
import { createM1botAdapter } from '@dragoman/adapter-m1bot';
import { expect, test } from 'vitest';
import { carriedPage } from './carried-page.ts';

const adapters = [createLivePersonAdapter(), createClickatellAdapter(), createM1botAdapter()];

test('the page of what carries over says what the adapters declare (after a change: vitest -u)', async () => {
  await expect(carriedPage(adapters)).toMatchFileSnapshot('../docs/what-carries-over.md');
});
