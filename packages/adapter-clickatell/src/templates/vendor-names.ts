import type { Reference, Segment, TemplateTree } from '@dragoman/core';
import { referenceTo, variableRead } from './reference-to.ts';

/** What the variables of an endpoint are called by there and here. */
export interface ApiNames {
  /** The steps to the base element. */
  readonly base: readonly Segment[];
  /** Whether the base element is searched for, so that only what it selects has a name. */
  readonly isSearched: boolean;
  readonly fields: readonly { readonly name: string; readonly steps: readonly Segment[] }[];
}

export interface VendorNames {
  /** By the name of the endpoint. */
  readonly apis: ReadonlyMap<string, ApiNames>;
  /** Variables that only a Dynamic List writes. */
  readonly lists: ReadonlySet<string>;
  /** Variables that only a Multiple Choice Input writes. */
  readonly choices: ReadonlySet<string>;
}

/**
 * What Chat Flow calls a value. All leaves of a response have names there; of a chosen option, `[[name]]` is the selection
 * and `[[name:value]]` its label. What has no name there is kept behind `$field`.
 *
 * @see https://docs.clickatell.com/flow/configuration/variable-management
 */
export const vendorReference = (reference: Reference, names: VendorNames): Reference => {
  const read = variableRead(reference);
  if (read === undefined) return reference;
  const { body, suffix } = withoutCase(read.rest);
  const plain = vendorSteps(read.name, body, names);
  if (plain !== undefined && sameSteps(neutralSteps(read.name, plain, names), body)) return referenceTo(read.name, [...plain, ...suffix]);
  return referenceTo(read.name, [{ name: kept }, ...read.rest]);
};

/** The way back. */
export const neutralReference = (reference: Reference, names: VendorNames): Reference => {
  const read = variableRead(reference);
  if (read === undefined) return reference;
  const { body, suffix } = withoutCase(read.rest);
  return referenceTo(read.name, [...neutralSteps(read.name, body, names), ...suffix]);
};

/** A template with other references. */
export const withReferences = (tree: TemplateTree, change: (reference: Reference) => Reference): TemplateTree =>
  tree.map((part) => (part.kind === 'text' ? part : { ...part, reference: change(part.reference) }));

/** Stands before what only the neutral bot has a name for. */
export const kept = '$field';

const vendorSteps = (name: string, rest: readonly Segment[], { apis, lists, choices }: VendorNames): readonly Segment[] | undefined => {
  const api = apis.get(name);
  const [first, ...others] = rest;
  if (api !== undefined) {
    if (first === undefined) return rest;
    if (!('name' in first)) return undefined;
    if (api.isSearched) return first.name === '$rows' ? searchedSteps(others) : undefined;
    const field = api.fields.find((one) => one.name === first.name);
    const steps = first.name === '$body' ? others : field && [...field.steps, ...others];
    if (steps === undefined || !startsWith(steps, api.base)) return undefined;
    return steps.slice(api.base.length);
  }
  if (lists.has(name)) {
    if (first === undefined || !('name' in first) || others.length > 0) return undefined;
    if (first.name === 'value') return [];
    return first.name === 'label' ? [{ name: 'value' }] : undefined;
  }
  return choices.has(name) && rest.length === 0 ? [{ name: 'value' }] : rest;
};

const neutralSteps = (name: string, rest: readonly Segment[], { apis, lists, choices }: VendorNames): readonly Segment[] => {
  const [first, ...others] = rest;
  if (first !== undefined && 'name' in first && first.name === kept) return others;
  const api = apis.get(name);
  if (api !== undefined) {
    if (first === undefined) return rest;
    if (api.isSearched) return [{ name: '$rows' }, ...('index' in first ? [] : [{ index: 0 }]), ...rest];
    const steps = [...api.base, ...rest];
    const [field] = api.fields
      .filter((one) => startsWith(steps, one.steps))
      .toSorted((one, other) => other.steps.length - one.steps.length);
    return field === undefined ? [{ name: '$body' }, ...steps] : [{ name: field.name }, ...steps.slice(field.steps.length)];
  }
  const isValue = first !== undefined && 'name' in first && first.name === 'value' && others.length === 0;
  if (lists.has(name) && first === undefined) return [{ name: 'value' }];
  if (lists.has(name) && isValue) return [{ name: 'label' }];
  return choices.has(name) && isValue ? [] : rest;
};

const searchedSteps = (steps: readonly Segment[]): readonly Segment[] | undefined => {
  const [first, second] = steps;
  if (first === undefined || !('index' in first)) return undefined;
  return first.index === 0 && second !== undefined && !('index' in second) ? steps.slice(1) : steps;
};

const withoutCase = (rest: readonly Segment[]): { readonly body: readonly Segment[]; readonly suffix: readonly Segment[] } => {
  const last = rest.at(-1);
  const isCase = last !== undefined && 'name' in last && (last.name === '$lower' || last.name === '$upper');
  return isCase ? { body: rest.slice(0, -1), suffix: [last] } : { body: rest, suffix: [] };
};

export const startsWith = (steps: readonly Segment[], start: readonly Segment[]): boolean =>
  start.every((step, index) => JSON.stringify(step) === JSON.stringify(steps[index]));

const sameSteps = (one: readonly Segment[], other: readonly Segment[]): boolean => one.length === other.length && startsWith(one, other);
