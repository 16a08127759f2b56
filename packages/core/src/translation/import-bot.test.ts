import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { jsonArtifact } from '../adapter/json-artifact.ts';
import { definePlatformAdapter } from '../adapter/platform-adapter.ts';
import { neutralSemantics } from '../document/semantics.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { printTemplate } from '../template/print-template.ts';
import { importBot } from './import-bot.ts';

interface AcmeDocument {
  readonly text: string;
  readonly errorText?: string;
}

const acmeDocument: z.ZodType<AcmeDocument> = z.object({ text: z.string(), errorText: z.string().exactOptional() });

/** A platform whose document is the text it says to everything, and the one it says about errors. */
const acme = definePlatformAdapter({
  id: 'acme',
  displayName: 'Acme',
  capabilities: { nodes: ['message'], semantics: ['errorText'] },
  artifact: jsonArtifact(acmeDocument),
  semantics: { ...neutralSemantics, errorText: 'Oh.', noMatchText: 'What?' },
  dialects: { template: { print: printTemplate, parse: (text) => ({ tree: parseTemplate(text).tree, problems: [] }) } },
  toPlatform: (bot): AcmeDocument => ({ text: bot.name }),
  fromPlatform: ({ text, errorText }, { restore }) => ({
    name: restore ? text : `${text}, as it stands`,
    ...(errorText !== undefined && { semantics: { errorText, noMatchText: errorText } }),
    flows: [],
  }),
});

describe('an imported bot', () => {
  test('behaves as the platform does', () => {
    expect(importBot(acme, { text: 'a' }).value.semantics).toEqual(acme.semantics);
  });

  test('behaves as its document says, where bots of the platform set that for themselves', () => {
    const { semantics } = importBot(acme, { text: 'a', errorText: 'Sorry.' }).value;
    expect(semantics).toEqual({ ...acme.semantics, errorText: 'Sorry.' });
  });

  test('is read as it stands when nothing is to be restored', () => {
    expect(importBot(acme, { text: 'a' }).value.name).toBe('a');
    expect(importBot(acme, { text: 'a' }, { restore: false }).value.name).toBe('a, as it stands');
  });
});
