import { parseReference, parseTemplate } from '../template/parse-template.ts';
import { printReference } from '../template/print-template.ts';
import { type Reference, referencesOf, reservedRoots } from '../template/template-tree.ts';
import type { Check } from './check-context.ts';
import type { Path } from './finding.ts';
import { knownNames } from './known-names.ts';
import type { TemplateSite } from './site.ts';

/** Placeholders are well-formed and name something there is, and secrets stay where they belong. `outside`: what is set without the bot. */
export const checkTemplates =
  (outside: readonly string[]): Check =>
  (context) => {
    const { bot, sites, report, didYouMean } = context;
    const names = knownNames(bot, sites, outside);

    const checkVariable = (name: string, rest: Reference['segments'], path: Path, shown: string): void => {
      if (!names.isSet(name)) {
        const fix = didYouMean(name, names.all) ?? 'Declare it in `variables`, or set it before.';
        report({ code: 'unknown-variable', severity: 'warning', path, reason: `${shown}: nothing sets ${shorten(name)}.`, fix });
        return;
      }
      const fields = names.fields(name);
      const [field] = rest;
      if (fields === undefined || field === undefined || !('name' in field)) return;
      if (fields.has(field.name) || responseFields.includes(field.name)) return;
      // An imported bot prints nothing there where it came from, and goes on doing so.
      const severity = bot.origins === undefined ? 'error' : 'warning';
      const fix =
        didYouMean(field.name, [...fields, ...responseFields]) ??
        `Add it to the \`fields\` of the response, or use {{${shorten(name)}.$body}}.`;
      report({ code: 'unknown-field', severity, path, reason: `${shown}: ${shorten(name)} has no field ${shorten(field.name)}.`, fix });
    };

    const checkReference = (reference: Reference, { path, role, perRow }: TemplateSite): void => {
      const { root, segments } = reference;
      const shown = shorten(printReference(reference));
      const [first, ...rest] = segments;
      if (root === 'secret') {
        if (role === 'header') return;
        const fix = 'Put it into a credential or a header of the request.';
        report({ code: 'secret-place', severity: 'error', path, reason: `${shown}: a secret may not be printed here.`, fix });
      } else if (root === 'item') {
        if (perRow || role === 'plugin') return;
        const fix = 'Use it inside a list, or an option or card that repeats.';
        report({ code: 'unknown-variable', severity: 'warning', path, reason: `${shown}: there is no row here.`, fix });
      } else if (root === 'var') {
        if (first !== undefined && 'name' in first) checkVariable(first.name, rest, path, shown);
      } else if (!isReserved(root)) checkVariable(root, segments, path, shown);
    };

    for (const site of sites.template) {
      const { tree, problems } = parseTemplate(site.text);
      // One is enough to go and look, and hostile text could hold a hundred thousand.
      const [problem] = problems;
      if (problem !== undefined) {
        // What a plugin does with a text is its own affair, and may have nothing to do with templates.
        const severity = site.role === 'plugin' ? 'warning' : 'error';
        const fix = 'For braces that are text write {{"{{"}}.';
        report({ code: 'malformed-template', severity, path: site.path, reason: `This placeholder is malformed. ${problem.reason}`, fix });
      }
      const distinct = new Map(referencesOf(tree).map((reference) => [printReference(reference), reference]));
      for (const reference of [...distinct.values()].slice(0, mostReferences)) checkReference(reference, site);
      if (site.role === 'rows' && problems.length === 0 && !(tree.length === 1 && tree[0]?.kind === 'placeholder')) {
        const fix = 'For the rows of a response: {{name.$rows}}.';
        report({
          code: 'not-rows',
          severity: 'error',
          path: site.path,
          reason: 'Expected the placeholder of a list, and nothing else.',
          fix,
        });
      }
    }
    for (const { path, text } of sites.read) {
      const reference = parseReference(text);
      const shown = shorten(text);
      if (reference === undefined || names.isSet(text)) checkVariable(text, [], path, shown);
      else if (!isReserved(reference.root)) checkVariable(reference.root, reference.segments, path, shown);
    }
  };

/** What every response has. */
const responseFields: readonly string[] = ['$body', '$status', '$outcome', '$count', '$rows'];

const isReserved = (root: string): boolean => reservedRoots.some((reserved) => reserved === root);

/** Different ones in one text; beyond that nobody wrote them by hand. */
const mostReferences = 100;

const shorten = (text: string): string => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);

const longestShown = 60;
