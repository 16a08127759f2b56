import type { Json } from '../json.ts';

/** How a JSON text is written. */
export interface Style {
  /** One level of indentation; empty: everything in one line. */
  readonly indent: string;
  readonly newline: string;
  /** Between the name of a field and its value. */
  readonly colon: string;
  /** Between the elements of a list in one line. */
  readonly comma: string;
}

/** Prints a value as part of a text; its lines behind the first stand at `margin`, and without one it is one line. */
export const printJson = (value: Json, style: Style, margin: string | undefined): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const deeper = margin === undefined ? undefined : margin + style.indent;
  const parts = isList
    ? value.map((element) => printJson(element ?? null, style, deeper))
    : Object.entries(value).flatMap(([name, field]) =>
        field === undefined ? [] : [JSON.stringify(name) + style.colon + printJson(field, style, deeper)],
      );
  const [open, close] = isList ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  if (margin === undefined || style.indent === '') return open + parts.join(style.comma) + close;
  const lead = style.newline + deeper;
  return open + lead + parts.join(`,${lead}`) + style.newline + margin + close;
};
