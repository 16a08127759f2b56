import {
  type BotView,
  parseTemplate,
  printReference,
  type Reference,
  type Segment,
  type TemplateTree,
  type ToPlatformContext,
} from '@dragoman/core';
import type { ClickatellCapabilities } from '../capabilities.ts';
import type { ClickatellCode } from '../codes.ts';
import { fieldSteps } from '../templates/field-steps.ts';
import { listSteps, pathSteps } from '../templates/path-steps.ts';
import { variableRead } from '../templates/reference-to.ts';
import { clickatellTemplates } from '../templates/template-dialect.ts';
import { type ApiNames, kept, type VendorNames, vendorReference, withReferences } from '../templates/vendor-names.ts';

export type View = BotView<ClickatellCapabilities>;
export type StepNode = View['nodes'][number];
export type NodeOfKind<K extends StepNode['kind']> = Extract<StepNode, { readonly kind: K }>;

/** What each part of a document is printed with. */
export interface Printing {
  readonly bot: View;
  readonly names: VendorNames;
  /** Keys of steps, so that those that are made have others. */
  readonly taken: Set<string>;
  /** Names of the variables that are. */
  readonly sensitive: ReadonlySet<string>;
  readonly report: ToPlatformContext<ClickatellCode>['report'];
  /** Writes a template as Chat Flow does. */
  text(template: string): string;
  /** The same references as Chat Flow calls them. */
  vendor(tree: TemplateTree): TemplateTree;
}

export const printingOf = (bot: View, { report }: ToPlatformContext<ClickatellCode>): Printing => {
  const names = namesOf(bot);
  const reported = new Set<string>();
  const integrations = new Map(bot.integrations.toReversed().map((one) => [one.response.variable, one]));
  const vendor = (tree: TemplateTree): TemplateTree =>
    withReferences(tree, (reference) => {
      const made = vendorReference(reference, names);
      const name = variableRead(reference)?.name ?? '';
      const isOutside = (names.apis.get(name)?.base.length ?? 0) > 0 && isKept(made);
      const at = isOutside ? integrations.get(name) : undefined;
      if (at === undefined) return made;
      const written = printReference(reference);
      if (reported.has(written)) return made;
      reported.add(written);
      const reason = `Only what is below the base element ${baseElementOf(at)} has a name there, so ${written} prints nothing.`;
      report({
        code: 'placeholder-outside-base-element',
        at,
        loss: 'degraded',
        reason,
        fix: 'Read it from below the base element, or take that out.',
      });
      return made;
    });
  return {
    bot,
    names,
    taken: new Set(bot.nodes.map((node) => bot.key(node))),
    sensitive: new Set(bot.variables.flatMap(({ name, sensitive }) => (sensitive ? [name] : []))),
    report,
    vendor,
    text: (template) => clickatellTemplates.print(vendor(parseTemplate(template).tree)),
  };
};

const isKept = (reference: Reference): boolean => {
  const [first] = variableRead(reference)?.rest ?? [];
  return first !== undefined && 'name' in first && first.name === kept;
};

const namesOf = (bot: View): VendorNames => {
  const written = (kinds: readonly string[]): ReadonlySet<string> =>
    new Set(bot.nodes.flatMap((node) => (kinds.includes(node.kind) ? writesOf(node) : [])));
  const responses = new Set(bot.integrations.map(({ response }) => response.variable));
  const only = (kind: 'list' | 'choice'): ReadonlySet<string> => {
    const others = written(['question', 'choice', 'list', 'assign', 'wait'].filter((other) => other !== kind));
    return new Set([...written([kind])].filter((name) => !others.has(name) && !responses.has(name)));
  };
  return {
    apis: new Map(bot.integrations.map((one) => [one.response.variable, apiNames(one)])),
    lists: only('list'),
    choices: only('choice'),
  };
};

const writesOf = (node: StepNode): readonly string[] => {
  if (node.kind === 'assign') return node.set.map(({ variable }) => variable);
  return 'variable' in node && typeof node.variable === 'string' ? [node.variable] : [];
};

const apiNames = (integration: View['integrations'][number]): ApiNames => ({
  ...baseNames(baseElementOf(integration)),
  fields: fieldSteps(integration.response.fields),
});

/** The base element an imported endpoint had. */
export const baseElementOf = ({ platformOptions }: Pick<View['integrations'][number], 'platformOptions'>): string | undefined => {
  const options = platformOptions?.clickatell;
  if (typeof options !== 'object' || options === null || !('baseElement' in options)) return undefined;
  return typeof options.baseElement === 'string' ? options.baseElement : undefined;
};

export const baseNames = (baseElement: string | undefined): Pick<ApiNames, 'base' | 'isSearched'> => {
  const base: readonly Segment[] | undefined = pathSteps(baseElement ?? '$');
  return { base: base ?? [], isSearched: base === undefined };
};

/** The steps to the rows of a response. */
export const rowSteps = (rows: string | undefined): readonly Segment[] | undefined => (rows === undefined ? undefined : listSteps(rows));
