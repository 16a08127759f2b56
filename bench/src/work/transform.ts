import type { Json, JsonObject } from '@dragoman/core';

const items = Array.from({ length: 50 }, (_, index) => ({
  id: 4_700 + index,
  name: `Article no. ${index}`,
  price: index * 1.25 + 0.99,
  stock: index % 4,
  tags: ['new', `group-${index % 7}`],
  supplier: { city: 'Utrecht' },
}));

/** What an API answers: 50 items, about 5 KB. */
export const transformBody: JsonObject = { items } as unknown as { readonly items: Json };

/** As authors write it: the text of the answer is read, mapped and written again. \`body\` is that text. */
const map = `
var source = JSON.parse(body).items, result = [];
for (var i = 0; i < source.length; i++) {
  var item = source[i];
  result.push({ id: String(item.id), title: item.name + " (" + item.price.toFixed(2) + ")", sold: item.stock === 0, tags: item.tags.join(", "), from: item.supplier.city });
}
var text = JSON.stringify({ items: result });`;

/** The work with the vendor's functions. */
export const vendorTransform = `var body = botContext.getBotVariable("body");${map}
botContext.setBotVariable("list", text, true);`;

/** The same work with none: the text stands in the script, and the last value is what comes of it. */
export const bareTransform = (body: string): string => `var body = ${JSON.stringify(body)};${map}\ntext;`;
