import type { TemplateSite } from '../../reading/site.ts';
import { isBareAfter } from '../../template/compile-json-body.ts';
import { parseTemplate } from '../../template/parse-template.ts';
import type { Reference, TemplatePart } from '../../template/template-tree.ts';
import { calledIntegrations } from './call-differences.ts';
import type { ObservedBot } from './observed-bot.ts';

/** What the value of a placeholder is written into. */
export type PrintedInto =
  | 'text'
  | 'urlPath'
  | 'query'
  | 'header'
  | 'jsonString'
  | 'jsonBare'
  | 'richString'
  | 'richBare'
  | 'value'
  | 'plugin';

/** A placeholder of a bot, and what its value is written into. */
export interface PrintedValue {
  readonly site: TemplateSite;
  readonly reference: Reference;
  readonly into: PrintedInto;
}

/** Every value that templates of a bot print, in document order. A secret is nothing that is printed, nor is what nobody calls. */
export const printedValues = (bot: ObservedBot): readonly PrintedValue[] => {
  const known = collected.get(bot);
  if (known !== undefined) return known;
  const called = new Set<object>(calledIntegrations(bot));
  const isIdle = ({ path: [list, index] }: TemplateSite): boolean =>
    list === 'integrations' && !called.has(bot.bot.integrations[Number(index)] as object);
  const values = bot.sites.template.flatMap((site) =>
    site.role === 'rows' || !site.text.includes('{{') || isIdle(site) ? [] : printedBy(site),
  );
  collected.set(bot, values);
  return values;
};

// Several fields ask for the same.
const collected = new WeakMap<ObservedBot, readonly PrintedValue[]>();

const printedBy = (site: TemplateSite): readonly PrintedValue[] =>
  placedParts(site).flatMap(({ part, into }) =>
    part.kind === 'placeholder' && into !== undefined ? [{ site, reference: part.reference, into }] : [],
  );

/** The parts of a template, each placeholder with what its value is written into, where it prints one. */
export const placedParts = (site: TemplateSite): readonly { readonly part: TemplatePart; readonly into?: PrintedInto | undefined }[] => {
  const { tree } = parseTemplate(site.text);
  let isBare = true;
  let before = '';
  return tree.map((part) => {
    if (part.kind === 'text') {
      isBare = isBareAfter(part.text, isBare);
      before += part.text;
      return { part };
    }
    // A placeholder alone keeps the type of its value, set or not.
    const into = site.role === 'value' && tree.length === 1 ? 'value' : placeOf(site, isBare, before);
    before += 'x';
    return part.reference.root === 'secret' ? { part } : { part, into };
  });
};

const placeOf = ({ role, path }: TemplateSite, isBare: boolean, before: string): PrintedInto | undefined => {
  switch (role) {
    case 'json':
      if (path.at(-2) !== 'body') return isBare ? 'richBare' : 'richString';
      return isBare ? 'jsonBare' : 'jsonString';
    case 'url':
      if (before.includes('?')) return 'query';
      // A whole host or base address is inserted as it is.
      return /^[a-z]*:?\/?\/?$/i.test(before) ? 'text' : 'urlPath';
    case 'query':
    case 'header':
    case 'plugin':
      return role;
    case 'rows':
      return undefined;
    default:
      // A condition reads what is unset as empty, whatever texts print for it.
      return path.at(-1) === 'template' ? undefined : 'text';
  }
};
