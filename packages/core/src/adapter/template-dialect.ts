import type { TemplateTree } from '../template/template-tree.ts';

/** How a platform writes placeholders. Adapters exchange trees, not strings. */
export interface TemplateDialect {
  /** Writes a template. `parse(print(tree))` is the tree again, for trees of what the capabilities list. */
  print(tree: TemplateTree): string;
  /** Reads any text; a malformed placeholder is text, with a problem. */
  parse(text: string): { readonly tree: TemplateTree; readonly problems: readonly string[] };
  /** Variables the platform sets itself, as `parse` names them: reading one that nothing sets is no mistake. Default: none. */
  readonly systemVariables?: readonly string[];
}
