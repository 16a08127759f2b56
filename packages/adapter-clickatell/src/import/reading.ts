import { type FromPlatformContext, parseTemplate, printTemplate, type TargetInput } from '@dragoman/core';
import type { ClickatellCode } from '../codes.ts';
import { baseNames } from '../export/printing.ts';
import { fieldSteps } from '../templates/field-steps.ts';
import { variableRead } from '../templates/reference-to.ts';
import { neutralReference, type VendorNames, withReferences } from '../templates/vendor-names.ts';
import type { ClickatellApi, ClickatellDocument } from '../wire/document.ts';
import type { GoTo } from '../wire/go-to.ts';
import { type ClickatellNode, isKnownNode } from '../wire/node.ts';

/** What each part of a document is read with. */
export interface Reading {
  readonly context: FromPlatformContext<ClickatellCode>;
  readonly names: VendorNames;
  /** The endpoints, by id. */
  readonly apis: ReadonlyMap<string, ClickatellApi>;
  /** Reads a text; `pointer` is where it stands. A secret can only be used in headers. */
  text(text: string, pointer: string, where?: 'header'): string;
  target(goTo: GoTo | undefined): TargetInput | undefined;
}

export const namesOfDocument = ({ apis, workflows }: ClickatellDocument): VendorNames => {
  const nodes = workflows.flatMap((workflow) => workflow.nodes);
  const responses = new Set(apis.map(({ name }) => name));
  const written = (isMeant: (node: ClickatellNode) => boolean): ReadonlySet<string> => new Set(nodes.filter(isMeant).flatMap(writesOf));
  const only = (type: string): ReadonlySet<string> => {
    const others = written((node) => node.type !== type);
    return new Set([...written((node) => node.type === type)].filter((name) => !others.has(name) && !responses.has(name)));
  };
  return {
    apis: new Map(
      apis.map(({ name, baseElement, neutral }) => [
        name,
        {
          ...baseNames(baseElement),
          fields: fieldSteps(neutral?.fields ?? []),
        },
      ]),
    ),
    lists: only('Dynamic List'),
    choices: only('Multiple Choice Input'),
  };
};

const writesOf = (node: ClickatellNode): readonly string[] => {
  if (!isKnownNode(node)) return [];
  if (node.type === 'Set Variable') return (node.variables ?? []).map(({ name }) => name);
  return 'variable' in node && typeof node.variable === 'string' && node.type !== 'Switch Case' ? [node.variable] : [];
};

export const readText =
  (context: FromPlatformContext<ClickatellCode>, names: VendorNames, declare: (variable: string) => void): Reading['text'] =>
  (text, pointer, where) => {
    const { tree } = parseTemplate(context.read(text, { platformPlace: pointer }));
    return printTemplate(
      withReferences(tree, (reference) => {
        const name = variableRead(reference)?.name;
        if (name?.startsWith('session:')) declare(name);
        if (reference.root !== 'secret') return neutralReference(reference, names);
        if (where === 'header' && reference.segments.length === 1) return reference;
        const reason = 'A secret can only be used in a header of a request; here it prints nothing.';
        context.report({ code: 'secret-outside-header', severity: 'warning', platformPlace: pointer, reason });
        const unusable = `secret:${reference.segments.map((segment) => ('name' in segment ? segment.name : '')).join('.')}`;
        declare(unusable);
        return { root: 'var', segments: [{ name: unusable }] };
      }),
    );
  };
