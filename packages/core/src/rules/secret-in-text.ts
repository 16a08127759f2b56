import type { Body } from '../document/integration.ts';
import type { ApiNode } from '../document/node.ts';
import type { Row } from '../document/row.ts';
import { defineRule } from '../plugin/rule.ts';
import type { Path } from '../reading/finding.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { formatPointer } from '../values/json-pointer.ts';
import { isSecretName } from './secret-name.ts';

export const secretInText = defineRule({
  id: 'bot/secret-in-text',
  severity: 'warning',
  description: 'A key or password written into a bot is read by everybody who reads the bot.',
  check(bot, report, { sites }) {
    const tell = (path: Path, fix: string): void =>
      report({ place: formatPointer(path), reason: 'This looks like a secret written out.', fix });
    const checkRows = (path: Path, rows: readonly Row[] = [], fix: string): void => {
      for (const [index, { name, value }] of rows.entries()) {
        if (isSecret(name, value)) tell([...path, index, 'value'], fix);
      }
    };
    const checkBody = (path: Path, body: Body | undefined): void => {
      if (body === undefined) return;
      if ('form' in body) checkRows([...path, 'form'], body.form, bodyFix);
      else {
        const [form, text] = 'json' in body ? ['json', body.json] : ['text', body.text];
        if (hasToken(text) || writtenMembers(text)) tell([...path, form], bodyFix);
      }
    };
    const checkRequest = (path: Path, { headers, query, body }: Pick<ApiNode, 'headers' | 'query' | 'body'>): void => {
      checkRows([...path, 'headers'], headers, headerFix);
      checkRows([...path, 'query'], query, queryFix);
      checkBody([...path, 'body'], body);
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
      checkRequest(path, integration);
      if (userInfo.test(integration.url) || hasToken(integration.url) || writtenParameters(integration.url))
        tell([...path, 'url'], queryFix);
    }
    for (const { node, path } of sites.node) if (node.kind === 'api') checkRequest(path, node as ApiNode);
  },
});

const headerFix = 'Use a credential, or {{secret.NAME}}.';
const queryFix = 'Use a credential.';
const bodyFix = 'Send it in a header, by a credential or {{secret.NAME}}.';

const secretField = /^(?:password|key|api[-_]?key|token|access[-_]?token|secret|client[-_]?secret|private[-_]?key)$/i;
const userInfo = /^\s*https?:\/\/[^/?#{}\s]+:[^/?#{}\s]+@/i;

/** Keys and tokens that tell what they are by their shape, whatever they are called. */
const tokens =
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*|\bAKIA[A-Z0-9]{16}\b|\bAIza[\w-]{30,}|\bgh[opsu]_\w{30,}|\bglpat-[\w-]{16,}|\bxox[abprs]-[\w-]{10,}|\b[sr]k_live_\w{10,}|\bSG\.[\w-]{16,}\.[\w-]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

const isSecret = (name: string, value: string): boolean => hasToken(value) || (isSecretName(name) && isWrittenOut(value));

const textsOf = (template: string): readonly string[] =>
  parseTemplate(template).tree.flatMap((part) => (part.kind === 'text' ? [part.text] : []));

const hasToken = (template: string): boolean => textsOf(template).some((text) => tokens.test(text));

/** Text enough for a key stands between the placeholders, beside the name of a scheme. */
const isWrittenOut = (value: string): boolean =>
  textsOf(value).some((text) => /[\w+/=.~-]{8,}/.test(text.replace(/^\s*(?:bearer|basic|token|apikey)\s/i, '')));

const writtenParameters = (url: string): boolean => {
  const query = url.split('#', 1)[0]?.split('?').slice(1).join('?') ?? '';
  return query.split('&').some((parameter) => {
    const [name = '', ...value] = parameter.split('=');
    return isSecret(name, value.join('='));
  });
};

/** Members of a JSON text, however deep: `"password": "hunter2hunter2"`. */
const writtenMembers = (template: string): boolean =>
  [...template.matchAll(/"([^"\\]{1,60})"\s*:\s*"([^"\\]*)"/g)].some(([, name = '', value = '']) => isSecret(name, value));
