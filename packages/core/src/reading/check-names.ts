import { reservedRoots } from '../template/template-tree.ts';
import type { CheckContext } from './check-context.ts';
import type { Path } from './finding.ts';
import { optionLists } from './option-lists.ts';
import { quote } from './quote.ts';

/** Ids and names that must be unique are. */
export const checkNames = ({ bot, sites, report }: CheckContext): void => {
  const unique = (what: string, entries: readonly Entry[]): void => {
    const taken = new Set<string>();
    for (const { name, path } of entries) {
      if (taken.has(name)) {
        report({
          code: 'duplicate',
          severity: 'error',
          path,
          reason: `There is another ${what} ${quote(name)}.`,
          fix: 'Give each its own.',
        });
      }
      taken.add(name);
    }
  };

  unique('integration with the id', entriesOf(['integrations'], 'id', bot.integrations));
  unique('integration with the name', entriesOf(['integrations'], 'name', bot.integrations));
  unique('credential with the id', entriesOf(['credentials'], 'id', bot.credentials));
  unique('credential with the name', entriesOf(['credentials'], 'name', bot.credentials));
  unique('flow with the id', entriesOf(['flows'], 'id', bot.flows));
  unique('flow with the name', entriesOf(['flows'], 'name', bot.flows));
  unique('variable with the name', entriesOf(['variables'], 'name', bot.variables));
  unique(
    'node with the id',
    sites.node.map(({ node, path }) => ({ name: node.id, path: [...path, 'id'] })),
  );
  unique(
    'node with the name',
    sites.node.map(({ node, path }) => ({ name: node.name, path: [...path, 'name'] })),
  );
  for (const [index, { response }] of bot.integrations.entries()) {
    unique('field with the name', entriesOf(['integrations', index, 'response', 'fields'], 'name', response.fields));
  }
  for (const { node, path } of sites.node) {
    const options = optionLists(node).flatMap((list) => entriesOf([...path, ...list.path], 'id', list.options));
    unique('option of this node with the id', options);
  }

  const responses = bot.integrations.map(({ response }, index) => ({
    text: response.variable,
    path: ['integrations', index, 'response', 'variable'],
  }));
  for (const { text, path } of [...sites.write, ...responses]) {
    if (!reservedRoots.some((root) => root === text)) continue;
    const reason = `{{${text}}} is something else than the variable of that name.`;
    report({ code: 'reserved-name', severity: 'warning', path, reason, fix: `Give it another name, or read it as {{var["${text}"]}}.` });
  }
};

interface Entry {
  readonly name: string;
  readonly path: Path;
}

const entriesOf = <K extends string>(path: Path, key: K, elements: readonly { readonly [key in K]: string }[]): readonly Entry[] =>
  elements.map((element, index) => ({ name: element[key], path: [...path, index, key] }));
