import { readFileSync } from 'node:fs';
import { exportBot, importBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createClickatellAdapter } from '../src/adapter.ts';
import { setupSheet } from '../src/setup-sheet/setup-sheet.ts';
import type { ClickatellDocument } from '../src/wire/document.ts';
import { documentOf, endpoint, text } from './talk.fixture.ts';

const orderDesk = JSON.parse(readFileSync(new URL('./fixtures/order-desk.json', import.meta.url), 'utf8')) as ClickatellDocument;
const sheetOf = (nodes: readonly object[], apis: readonly object[] = [endpoint]): string =>
  setupSheet(documentOf(nodes, apis) as ClickatellDocument);

describe('the setup sheet', () => {
  test('of the order desk', async () => {
    await expect(setupSheet(orderDesk)).toMatchFileSnapshot('./sheets/order-desk.md');
  });

  test('names every endpoint, step, option and result, and what leads where', () => {
    const sheet = setupSheet(orderDesk);
    for (const { name } of orderDesk.apis) expect(sheet).toContain(`Name: \`${name}\`.`);
    for (const { nodes } of orderDesk.workflows)
      for (const { id, name = id, type } of nodes) expect(sheet).toContain(`Add the node \`${type}\`, and name it \`${name}\`.`);
    expect(sheet).toContain('`Look up`, the result `404`: lead it to the step `unknown`.');
    expect(sheet).toContain('| `expand` | `items` |\n| `expand` | `customer` |');
    expect(sheet).toContain('`[[secret:SHOP_TOKEN]]`: a secret.');
    expect(sheet).toContain('Routing: route the channel to the workflow `Welcome`.');
    expect(sheet).toContain('`70 seconds`');
    expect(sheet).toContain('API end');
  });

  test('says nothing that only the document has a name for', () => {
    const api = {
      ...endpoint,
      neutral: {
        fields: [
          { name: 'a', path: '$.x' },
          { name: 'b', path: '$.x' },
        ],
      },
    };
    const sheet = sheetOf([text('say', '[[EXAMPLE:$field.b]] [["[["]]')], [api]);
    expect(sheet).toContain('Text: `[[EXAMPLE:x]] [[`.');
    expect(sheet).not.toContain('$field');
  });

  test('makes a Switch Case of texts and options that lead apart', () => {
    const ask = {
      id: 'ask',
      type: 'Request Input',
      menuText: 'Sure?',
      variable: 'sure',
      results: [{ name: 'is', text: 'Yes', goTo: { step: 'say' } }],
    };
    const pick = {
      id: 'pick',
      type: 'Multiple Choice Input',
      menuText: 'Which?',
      variable: 'which',
      options: [
        { id: 'a', label: 'A' },
        { id: 'b', label: 'B' },
      ],
      results: [
        { option: 'a', goTo: { step: 'say' } },
        { name: 'default', goTo: { end: true } },
      ],
    };
    const sheet = sheetOf([ask, pick, text('say', 'Hi')]);
    expect(sheet).toContain('`Switch Case` on `[[lower:sure]]`, with the values `yes`');
    expect(sheet).toContain('`ask`, its Switch Case, everything else: lead it to this step itself, again.');
    expect(sheet).toContain('`Switch Case` on `[[which:value]]`');
    expect(sheet).toContain('`pick`, its Switch Case, `A`: lead it to the step `say`.');
    expect(sheet).toContain('`pick`, an invalid entry: leave it unconnected.');
  });

  test('keeps its shape whatever texts say', () => {
    const sheet = sheetOf([text('say', 'a `b` | c\nd')], [{ ...endpoint, headers: [{ key: 'x|y', value: '`' }] }]);
    expect(sheet).toContain('Text: ``a `b` | c⏎d``.');
    expect(sheet).toContain('| `x\\|y` | `` ` `` |');
  });

  test('comes with what a bot is translated to', () => {
    const adapter = createClickatellAdapter();
    const { value } = exportBot(adapter, importBot(adapter, orderDesk).value);
    expect(adapter.companions?.(value)).toEqual([{ extension: '.md', text: setupSheet(orderDesk) }]);
  });
});
