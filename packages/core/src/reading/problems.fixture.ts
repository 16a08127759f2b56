import { formatDiagnostic } from './format-diagnostic.ts';
import { type ReadOptions, readBot } from './read-bot.ts';

export const integration = {
  id: 'lookup',
  method: 'GET',
  url: 'https://api.example/{{id}}',
  response: { variable: 'order', fields: [{ name: 'eta', path: '$.eta' }] },
};

export const flowOf = (...nodes: readonly unknown[]) => ({
  id: 'b',
  variables: [{ name: 'id' }],
  integrations: [integration],
  flows: [{ id: 'f', nodes }],
});
export const ask = { id: 'ask', kind: 'question', text: 'Which?' };
export const withIntegration = (changes: object) => ({
  id: 'b',
  variables: [{ name: 'id' }],
  integrations: [{ ...integration, ...changes }],
});
export const say = (text: string) => flowOf({ id: 'say', kind: 'message', text });

/** What is found in a document, one line each: severity, code, and the line people see. */
export const problems = (document: unknown, options?: ReadOptions): readonly string[] =>
  readBot(document, options).diagnostics.map((diagnostic) => `${diagnostic.severity} ${diagnostic.code} ${formatDiagnostic(diagnostic)}`);
