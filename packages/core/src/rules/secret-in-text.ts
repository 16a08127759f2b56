import type { Row } from '../document/row.ts';
import { defineRule } from '../plugin/rule.ts';
import type { Path } from '../reading/finding.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { formatPointer } from '../values/json-pointer.ts';

export const secretInText = defineRule({
  id: 'bot/secret-in-text',
  severity: 'warning',
  description: 'A key or password written into a bot is read by everybody who reads the bot.',
  check(bot, report) {
    const tell = (path: Path, fix: string): void =>
      report({ place: formatPointer(path), reason: 'This looks like a secret written out.', fix });
    const checkRows = (path: Path, rows: readonly Row[] = [], fix: string): void => {
      for (const [index, { name, value }] of rows.entries()) {
        if (secretName.test(name) && isWrittenOut(value)) tell([...path, index, 'value'], fix);
      }
    };

    for (const [index, { fields }] of bot.credentials.entries()) {
      for (const [name, field] of Object.entries(fields)) {
        if (typeof field === 'string' && secretField.test(name))
          tell(['credentials', index, 'fields', name], 'Write { "secret": "NAME" }.');
      }
    }
    for (const [index, integration] of bot.integrations.entries()) {
      if (integration.kind !== 'http') continue;
      const path = ['integrations', index];
      checkRows([...path, 'headers'], integration.headers, headerFix);
      checkRows([...path, 'query'], integration.query, queryFix);
      if (userInfo.test(integration.url) || writtenParameters(integration.url)) tell([...path, 'url'], queryFix);
    }
    for (const [flow, { nodes }] of bot.flows.entries()) {
      for (const [index, node] of nodes.entries()) {
        if (node.kind !== 'api') continue;
        const path = ['flows', flow, 'nodes', index];
        checkRows([...path, 'headers'], node.headers as readonly Row[] | undefined, headerFix);
        checkRows([...path, 'query'], node.query as readonly Row[] | undefined, queryFix);
      }
    }
  },
});

const headerFix = 'Use a credential, or {{secret.NAME}}.';
const queryFix = 'Use a credential.';

const secretName = /^(?:proxy-)?authorization$|^cookie$|(?:api|access|subscription|auth)[-_]?key|token|secret|password|passwd/i;
const secretField = /^(?:password|key|api[-_]?key|token|access[-_]?token|secret|client[-_]?secret|private[-_]?key)$/i;
const userInfo = /^\s*https?:\/\/[^/?#{}\s]+:[^/?#{}\s]+@/i;

/** Text enough for a key stands between the placeholders, beside the name of a scheme. */
const isWrittenOut = (value: string): boolean =>
  parseTemplate(value).tree.some(
    (part) => part.kind === 'text' && /[\w+/=.~-]{8,}/.test(part.text.replace(/^\s*(?:bearer|basic|token|apikey)\s/i, '')),
  );

const writtenParameters = (url: string): boolean => {
  const query = url.split('#', 1)[0]?.split('?').slice(1).join('?') ?? '';
  return query.split('&').some((parameter) => {
    const [name = '', ...value] = parameter.split('=');
    return secretName.test(name) && isWrittenOut(value.join('='));
  });
};
