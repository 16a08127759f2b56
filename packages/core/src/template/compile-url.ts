import type { Encoding } from '../document/semantics.ts';
import type { Template } from '../document/template.ts';
import { formEncoded, percentEncoded } from './encode.ts';
import { parseTemplate } from './parse-template.ts';
import { type CompiledPlaceholder, compilePlaceholder, placeholderText, type Rendered, type RenderPolicy } from './rendering.ts';
import type { Lookup } from './resolve-reference.ts';
import { type Reference, referencesOf, type TemplatePart, type TemplateTree } from './template-tree.ts';

export type UrlPolicy = Pick<RenderPolicy, 'encoding' | 'unsetText'>;

export interface CompiledUrl {
  readonly references: readonly Reference[];
  render(lookup: Lookup, policy: UrlPolicy): Rendered<string>;
}

/**
 * Reads the address of a request. Where a placeholder stands is judged once, by the template alone:
 *
 * - the first thing of all, or the whole host: its value is inserted as it is, so a variable may hold a base address;
 * - a part of the scheme or host: the value may hold nothing that could end that part;
 * - in the path: `encoding.urlPath`; a value never makes a `.` or `..` segment, so it cannot climb;
 * - behind `?`: `encoding.query`; behind `#`: percent.
 *
 * The result is an absolute http or https address, as the URL standard writes it, whose host no value in the path or
 * behind it had a say in; anything else is a problem.
 */
export const compileUrl = (template: Template): CompiledUrl => {
  const { tree } = parseTemplate(template.trim());
  const references = referencesOf(tree);
  const parts = placed(tree);
  if (references.length === 0) {
    const constant = absolute(parts.join(''), undefined);
    return { references, render: () => constant };
  }
  const prefixLength = parts.findIndex((part) => typeof part === 'object' && isBehindHost(part.place));
  const prefix = parts.slice(0, prefixLength);
  const settledHost = prefixLength !== -1 && prefix.every((part) => typeof part === 'string') ? hostOf(prefix.join('')) : undefined;
  return {
    references,
    render: (lookup, policy) => {
      const written: string[] = [];
      let mayClimb = false;
      for (const part of parts) {
        if (typeof part === 'string') {
          written.push(part);
          continue;
        }
        const text = placeholderText(part.placeholder, lookup, policy);
        if (part.place === 'host-part' && !isHostPart(text)) return refusal(part.placeholder, hostPartProblem);
        if (part.place === 'path' && (text === '' || dots.test(text))) mayClimb = true;
        written.push(encoders[part.place](text, policy.encoding));
      }
      if (mayClimb && climbs(written, parts)) return { ok: false, problem: climbProblem };
      if (prefixLength === -1) return absolute(written.join(''), undefined);
      return absolute(written.join(''), settledHost ?? hostOf(written.slice(0, prefixLength).join('')));
    },
  };
};

type Place = 'base' | 'host-part' | 'path' | 'query' | 'fragment';

interface PlacedPlaceholder {
  readonly placeholder: CompiledPlaceholder;
  readonly place: Place;
}

type Part = string | PlacedPlaceholder;

const placed = (tree: TemplateTree): readonly Part[] => {
  let region: Region = 'scheme';
  return tree.map((part, index): Part => {
    if (part.kind === 'text') {
      region = regionAfter(part.text, region);
      return part.text;
    }
    const place = placeOf(region, tree[index - 1], tree[index + 1]);
    if (place === 'path') region = 'path';
    return { placeholder: compilePlaceholder(part.reference), place };
  });
};

const placeOf = (region: Region, before: TemplatePart | undefined, after: TemplatePart | undefined): Place => {
  if (region !== 'scheme' && region !== 'authority') return region;
  const next = after?.kind === 'text' ? after.text : '';
  if (before === undefined) return next.startsWith('://') ? 'host-part' : 'base';
  // Behind a whole host or base address, with nothing between: it goes on as a path.
  if (before.kind === 'placeholder') return 'path';
  return before.text.endsWith('://') && /^(?:$|[/?#\\])/.test(next) ? 'base' : 'host-part';
};

type Region = 'scheme' | 'authority' | 'path' | 'query' | 'fragment';

const regionAfter = (text: string, before: Region): Region => {
  let region = before;
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position];
    if (region === 'scheme' && text.startsWith('://', position)) {
      region = 'authority';
      position += 2;
    } else if (character === '#') return 'fragment';
    else if (character === '?') region = 'query';
    else if ((character === '/' || character === '\\') && region !== 'query') region = 'path';
  }
  return region;
};

const encoders: { readonly [P in Place]: (text: string, encoding: Encoding) => string } = {
  base: (text) => text,
  'host-part': (text) => text,
  path: (text, { urlPath }) => (urlPath === 'percent' ? percentEncoded(text) : withoutControls(text).replaceAll('\\', '%5C')),
  query: (text, { query }) => {
    if (query === 'none') return withoutControls(text);
    return query === 'form' ? formEncoded(text) : percentEncoded(text);
  },
  fragment: percentEncoded,
};

/** Not left to the URL parser: it drops line breaks and tabs, which would join what they kept apart. */
const withoutControls = (text: string): string => text.replace(controls, percentEncoded);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const controls = /[\x00-\x20\x7f]/g;

const dots = /\.|%2e/i;
const dotSegment = /^(?:\.|%2e){1,2}$/i;

/** Whether a dot segment is there that values in the path made. */
const climbs = (written: readonly string[], parts: readonly Part[]): boolean =>
  dotSegments(written.join('')) > dotSegments(written.map((text, index) => (isPathValue(parts[index]) ? 'x' : text)).join(''));

const isPathValue = (part: Part | undefined): boolean => typeof part === 'object' && part.place === 'path';

const dotSegments = (url: string): number =>
  (url.split(/[?#]/, 1)[0] ?? '').split(/[/\\]/).filter((segment) => dotSegment.test(segment)).length;

const isHostPart = (text: string): boolean => !hostBreakers.test(text);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what ends a host.
const hostBreakers = /[\x00-\x20\x7f/\\?#@:%]/;

const isBehindHost = (place: Place): boolean => place !== 'base' && place !== 'host-part';

const hostOf = (url: string): string => URL.parse(url)?.host ?? 'none';

const absolute = (url: string, host: string | undefined): Rendered<string> => {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return { ok: false, problem: addressProblem };
  return host === undefined || parsed.host === host ? { ok: true, value: parsed.href } : { ok: false, problem: hostProblem };
};

const refusal = ({ source }: CompiledPlaceholder, problem: string): Rendered<string> => ({
  ok: false,
  problem: `The value of ${source} ${problem}`,
});

const addressProblem =
  'The address is not an absolute http or https URL once its placeholders are filled in. Begin it with https:// or with a variable that holds such an address.';
const hostPartProblem = 'stands in the host of the address and has a character no host name has. Put only a name there.';
const climbProblem =
  'A value would make a "." or ".." segment in the path of the address and so change which resource is called. Check the value before the call.';
const hostProblem = 'A value behind the host of the address would change the host. Write a "/" between the two placeholders.';
