import { parseTemplate } from '../template/parse-template.ts';
import type { BotSites } from './bot-sites.ts';

/**
 * Whether a name occurs where nobody can see what it is used for: in scripts, carried parts and nodes of plugins, which
 * may set a variable or jump to a node of that name. Errs on the side of yes.
 */
export const mentionsIn = (sites: BotSites): ((name: string) => boolean) => {
  const opaque = [
    ...sites.script.map(({ script }) => script.source),
    ...sites['platform-part'].map(({ raw }) => JSON.stringify(raw)),
    ...sites.template.flatMap(({ role, text }) => (role === 'plugin' ? plainTexts(text) : [])),
  ];
  const mentioned = new Set<string>(opaque.flatMap((text) => text.match(words) ?? []));
  return (name) => {
    const parts = name.match(words);
    return parts?.every((word) => mentioned.has(word)) ?? false;
  };
};

const plainTexts = (template: string): readonly string[] =>
  parseTemplate(template).tree.flatMap((part) => (part.kind === 'text' ? [part.text] : []));

const words = /[\p{L}\p{M}\p{N}_$]+/gu;
