import { createLivePersonAdapter } from '@dragoman/adapter-liveperson';
import { DragomanError, type Json, type JsonObject, type ScriptResult, type ScriptRun } from '@dragoman/core';

const items = Array.from({ length: 50 }, (_, index) => ({
  id: 4_700 + index,
  name: `Article no. ${index}`,
  price: index * 1.25 + 0.99,
  stock: index % 4,
  tags: ['new', `group-${index % 7}`],
  supplier: { city: 'Utrecht' },
}));

/** What an API answers: 50 items, 5.7 KB of JSON. */
const transformBody: JsonObject = { items } as unknown as { readonly items: Json };

const map = `
for (var i = 0; i < items.length; i++) {
  var item = items[i];
  list.push({ id: String(item.id), title: item.name + " (" + item.price.toFixed(2) + ")", sold: item.stock === 0, tags: item.tags.join(", "), from: item.supplier.city });
}`;

/** LivePerson's scripts: all of `botContext` is at hand. */
export const transformDialects = createLivePersonAdapter().dialects.scripts ?? [];

/** A Transform Result Script as its authors write it: the text of the result is read, mapped and stored again. */
export const transformRun: ScriptRun = {
  script: {
    dialect: 'liveperson',
    source: `var result = botContext.getBotVariable("api_catalog"), items = JSON.parse(result.jsonData).api_catalog.items, list = [];${map}
result.jsonData = JSON.stringify({ api_catalog: { items: list } });
botContext.setBotVariable("api_catalog", result, true, false);`,
  },
  snapshot: { variables: { catalog: { $status: 200, $outcome: 'response', $body: transformBody } }, lastCall: null },
  complete: ['variables', 'lastCall'],
  answers: [],
  nowMs: 0,
  seed: 0.5,
  timeoutMs: 5_000,
};

/** What the result of the transform is. Throws when it was none. */
export const transformed = (result: ScriptResult): Json => {
  const [effect] = result.kind === 'done' ? result.effects : [];
  if (effect?.kind === 'result') return effect.body;
  throw new DragomanError(`A transform ended as ${JSON.stringify(result).slice(0, 200)}.`, { code: 'internal' });
};

/** The same work without any function at hand: the text stands in the script, and the last value is what comes of it. */
export const bareTransform = `var items = JSON.parse(${JSON.stringify(JSON.stringify(transformBody))}).items, list = [];${map}
JSON.stringify({ items: list });`;
