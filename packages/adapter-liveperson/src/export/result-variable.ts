import type { PlatformNode } from '@dragoman/core';
import type { LivePersonInteraction } from '../wire/interaction.ts';
import type { ExportContext } from './export-view.ts';

/** The content of an interaction that is carried, with what a search in a knowledge base keeps its articles as. */
export const withResultVariable = (
  content: LivePersonInteraction['content'],
  node: PlatformNode,
  { report }: Pick<ExportContext, 'report'>,
): LivePersonInteraction['content'] => {
  const { variable } = node;
  const [tile, ...others] = content?.results?.tile?.tileData ?? [];
  if (variable === undefined || tile?.faqTileWidget?.responseDataVariable === variable) return content;
  if (tile?.faqTileWidget === undefined) {
    const reason = `No interaction but a search in a knowledge base keeps what it finds, so ${JSON.stringify(variable)} is not written.`;
    report({ code: 'result-variable-lost', at: node, loss: 'dropped', reason });
    return content;
  }
  const named = { ...tile, faqTileWidget: { ...tile.faqTileWidget, responseDataVariable: variable } };
  return { ...content, results: { ...content?.results, tile: { ...content?.results?.tile, tileData: [named, ...others] } } };
};
