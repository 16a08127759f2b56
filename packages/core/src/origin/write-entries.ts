import type { Span } from './json-spans.ts';
import type { Style } from './print-json.ts';

/** An element of a list, or a field of an object with its name, as it should be written. */
export interface Entry {
  /** Its position among the entries that stand there; a new one has none. */
  readonly index?: number;
  /** Its text; lines behind the first begin with the margin, and without one it is one line. */
  write(margin: string | undefined): string;
}

export interface Surroundings {
  readonly text: string;
  readonly style: Style;
  /** What the line begins with that the list or object stands in, if it may take more lines. */
  readonly margin: string | undefined;
}

/** Writes a list or object anew with the space between its entries as it is; new ones stand as their neighbours do. */
export const writeEntries = (
  span: Span,
  spans: readonly Span[],
  entries: readonly Entry[],
  { text, style, margin }: Surroundings,
): string => {
  const [open, close] = [text.charAt(span[0]), text.charAt(span[1] - 1)];
  if (entries.length === 0) return spans.length === 0 ? text.slice(...span) : open + close;
  const gaps = spans.map((_, index) => gapOf(text, span, spans, index));
  const [first, last] = [gaps[0] ?? emptyGap(style, margin), gaps.at(-1) ?? emptyGap(style, margin)];
  const inner = innerGap(gaps, first, style);
  const hasLines = gaps.length === 0 || text.slice(...span).includes('\n');
  const written = entries.map(({ index, write }, position) => {
    const own = index === undefined ? inner : (gaps[index] ?? inner);
    const lead = position === 0 ? first.lead : index === 0 ? inner.lead : own.lead;
    const trail = position === entries.length - 1 ? last.trail : index === gaps.length - 1 ? inner.trail : own.trail;
    return lead + write(marginBehind(lead) ?? (hasLines ? margin : undefined)) + trail;
  });
  return open + written.join(',') + close;
};

/** The space before and behind an entry, up to the bracket or comma. */
interface Gap {
  readonly lead: string;
  readonly trail: string;
}

const gapOf = (text: string, [start, end]: Span, spans: readonly Span[], index: number): Gap => {
  const [from, to] = spans[index] as Span;
  const before = spans[index - 1];
  const begin = before === undefined ? start : text.indexOf(',', before[1]);
  const stop = index === spans.length - 1 ? end - 1 : text.indexOf(',', to);
  return { lead: text.slice(begin + 1, from), trail: text.slice(to, stop) };
};

/** The gaps of what is neither first nor last. */
const innerGap = (gaps: readonly Gap[], first: Gap, style: Style): Gap => {
  const [{ trail } = { trail: '' }, second] = gaps;
  if (second !== undefined) return { lead: second.lead, trail };
  return { lead: first.lead.includes('\n') ? first.lead : style.comma.slice(1), trail: '' };
};

const emptyGap = ({ indent, newline }: Style, margin: string | undefined): Gap =>
  margin === undefined || indent === '' ? { lead: '', trail: '' } : { lead: newline + margin + indent, trail: newline + margin };

const marginBehind = (lead: string): string | undefined => (lead.includes('\n') ? lead.slice(lead.lastIndexOf('\n') + 1) : undefined);
