import { readFileSync } from 'node:fs';
import { importBot, isJsonObject, type Json, parsePointer } from '@dragoman/core';
import { expect, test } from 'vitest';
import { createM1botAdapter } from './adapter.ts';

const text = readFileSync(new URL('../test/fixtures/order-desk.json', import.meta.url), 'utf8');
const document = JSON.parse(text) as Json;
const { value: bot, platformPlaceOf } = importBot(createM1botAdapter(), text);

test.each([
  ['/integrations/0/url', '/apis/0/url'],
  ['/integrations/0/query/0/value', '/apis/0/parameters/0/value'],
  ['/integrations/0/headers/0', '/apis/0/headers/0/value'],
  ['/integrations/0/response/fields/0/path', '/apis/0/response/0'],
  ['/integrations/0/response/sample', '/apis/0/sample'],
  ['/integrations/1/body/json', '/apis/1/body'],
  ['/variables/1', '/attributes/1'],
  ['/semantics/noMatchText', '/settings'],
  ['/flows/0/nodes/0/content/0/text', '/flows/0/components/0/message'],
  ['/flows/0/nodes/1/variable', '/flows/0/components/1/attribute'],
  ['/flows/0/nodes/2/integration', '/flows/0/components/2/api'],
  ['/flows/0/nodes/2/routes/1/to', '/flows/0/components/2/responseCodes/1'],
  ['/flows/0/nodes/2/routes/2', '/flows/0/components/2/others'],
  ['/flows/0/nodes/3/next', '/flows/0/components/3/goTo'],
  ['/flows/0/nodes/5/options/2/label', '/flows/0/components/5/options/2/label'],
  ['/flows/0/nodes/5/routes/1/to', '/flows/0/components/5/options/1/goTo'],
  ['/flows/2/triggers/0', '/settings/liveChatTriggers'],
])('%s stands at %s', (place, platformPlace) => {
  expect(platformPlaceOf(place)).toBe(platformPlace);
});

test('every place that is named is there', () => {
  const at = (pointer: string): Json | undefined =>
    parsePointer(pointer).reduce<Json | undefined>((value, step) => {
      if (Array.isArray(value)) return (value as readonly Json[])[Number(step)];
      return value !== undefined && isJsonObject(value) ? value[step] : undefined;
    }, document);
  const places = (value: unknown, pointer: string): readonly string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => [`${pointer}/${name}`, ...places(inner, `${pointer}/${name}`)])
      : [];
  const { origins: _, ...rest } = bot;
  const missing = places(rest, '').flatMap((place) => {
    const found = platformPlaceOf(place);
    return found === undefined || at(found) !== undefined ? [] : [`${place}: ${found}`];
  });
  expect(missing).toEqual([]);
});
