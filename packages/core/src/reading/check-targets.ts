import { targetWords } from '../schema/target-schema.ts';
import type { CheckContext } from './check-context.ts';
import type { Path } from './finding.ts';
import { quote } from './quote.ts';

/** Whatever a bot refers to by id exists, and ids can be referred to. */
export const checkTargets = ({ bot, sites, report, didYouMean }: CheckContext): void => {
  const nodes = new Set(sites.node.map(({ node }) => node.id));
  const flows = new Set(bot.flows.map(({ id }) => id));
  const integrations = new Set(bot.integrations.map(({ id }) => id));
  const credentials = new Set(bot.credentials.map(({ id }) => id));

  const expect = (what: string, id: string, known: ReadonlySet<string>, path: Path): void => {
    if (known.has(id)) return;
    const fix = didYouMean(id, known) ?? `Add it, or name one of the bot's ${what}s.`;
    report({ code: `unknown-${what}`, severity: 'error', path, reason: `There is no ${what} ${quote(id)}.`, fix });
  };

  for (const { target, path } of sites.target) {
    if (typeof target === 'string') continue;
    if ('node' in target) expect('node', target.node, nodes, [...path, 'node']);
    if ('flow' in target) expect('flow', target.flow, flows, [...path, 'flow']);
  }
  for (const { node, path, index } of sites.node) {
    if (node.kind === 'api') expect('integration', node.integration as string, integrations, [...path, 'integration']);
    if (targetWords.some((word) => word === node.id)) {
      report({
        code: 'refused-id',
        severity: 'error',
        path: [...path, 'id'],
        reason: `${quote(node.id)} is a target of its own, so no node may be called that.`,
        fix: 'Give it another id.',
      });
    }
    if (node.kind === 'start' && index > 0) {
      report({
        code: 'start-not-first',
        severity: 'error',
        path,
        reason: 'A start node is the first of its flow.',
        fix: 'Move or remove it.',
      });
    }
  }
  for (const [index, integration] of bot.integrations.entries()) {
    if (integration.kind === 'http' && integration.credential !== undefined) {
      expect('credential', integration.credential, credentials, ['integrations', index, 'credential']);
    }
  }
};
