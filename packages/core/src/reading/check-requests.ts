import { neutralSemantics } from '../document/semantics.ts';
import { compileUrl } from '../template/compile-url.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { printTemplate } from '../template/print-template.ts';
import type { TemplatePart } from '../template/template-tree.ts';
import type { CheckContext } from './check-context.ts';
import type { TemplateSite } from './site.ts';

/** Requests can be sent, whatever the placeholders in them come to be. */
export const checkRequests = ({ bot, sites, report }: CheckContext): void => {
  for (const { path, row } of sites.header) {
    if (!headerName.test(row.name)) {
      const fix = 'Use letters, digits and hyphens.';
      report({ code: 'invalid-header', severity: 'error', path: [...path, 'name'], reason: 'This is not the name of a header.', fix });
    }
    if (lineBreak.test(row.value)) {
      const fix = 'Write it on one line.';
      report({ code: 'invalid-header', severity: 'error', path: [...path, 'value'], reason: 'A header may hold no line break.', fix });
    }
  }
  for (const [index, integration] of bot.integrations.entries()) {
    if (integration.kind !== 'http') continue;
    const problem = urlProblem(integration.url);
    if (problem !== undefined) report({ code: 'invalid-url', severity: 'error', path: ['integrations', index, 'url'], reason: problem });
    const header = integration.idempotency?.header;
    if (header !== undefined && !headerName.test(header)) {
      const path = ['integrations', index, 'idempotency', 'header'];
      report({
        code: 'invalid-header',
        severity: 'error',
        path,
        reason: 'This is not the name of a header.',
        fix: 'Use letters, digits and hyphens.',
      });
    }
  }
  for (const site of sites.template) {
    if (site.role !== 'json' || isJson(site)) continue;
    const reason = 'This is not JSON, even with every placeholder filled in.';
    report({ code: 'malformed-json', severity: 'warning', path: site.path, reason, fix: 'Look for a missing quote, comma or bracket.' });
  }
};

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const lineBreak = /[\r\n]/;

/** A placeholder may hold a whole address, or what fits a host, a port or a path: undefined when one of the two works. */
const urlProblem = (url: string): string | undefined => {
  const { render } = compileUrl(printTemplate(parseTemplate(url).tree.map((part) => (part.kind === 'text' ? part : anyValue))));
  const tries = samples.map((sample) => render(() => sample, neutralSemantics));
  return tries.some(({ ok }) => ok) ? undefined : tries.flatMap((tried) => (tried.ok ? [] : [tried.problem]))[0];
};

const anyValue: TemplatePart = { kind: 'placeholder', reference: { root: 'value', segments: [] } };
const samples = ['1', 'https://a.example'];

/** `0` is a value, and part of a text. */
const isJson = ({ text }: TemplateSite): boolean => {
  const { tree } = parseTemplate(text);
  if (tree.length === 0) return true;
  try {
    JSON.parse(tree.map((part) => (part.kind === 'text' ? part.text : '0')).join(''));
    return true;
  } catch {
    return false;
  }
};
