/** The path of a response mapping, `data.items.0.name`, as a JSONPath. Undefined for what is none. */
export const jsonPathOfResponsePath = (path: string): string | undefined => {
  const segments = path.split('.');
  if (segments.some((segment) => segment === '' || /[\p{Cc}]/u.test(segment))) return undefined;
  return `$${segments.map(printed).join('')}`;
};

/** A JSONPath of names and positions alone as the path of a response mapping. Undefined where that cannot say it. */
export const responsePathOfJsonPath = (path: string): string | undefined => {
  if (!path.startsWith('$')) return undefined;
  const segments: string[] = [];
  let rest = path.slice(1);
  while (rest !== '') {
    const [whole, dotted, index, quoted] = segment.exec(rest) ?? [];
    const name = dotted ?? index ?? (quoted === undefined ? undefined : unquoted(quoted));
    // A name of digits, or with a dot in it, would read as something else.
    if (whole === undefined || name === undefined || name === '' || (index === undefined && (name.includes('.') || isIndex(name))))
      return undefined;
    segments.push(name);
    rest = rest.slice(whole.length);
  }
  return segments.length === 0 ? undefined : segments.join('.');
};

const segment = /^(?:\.([\p{L}_][\p{L}\p{N}_]*)|\[(0|[1-9]\d{0,8})\]|\[('(?:[^'\\\p{Cc}]|\\')*'|"(?:[^"\\\p{Cc}]|\\")*")\])/u;

const isIndex = (name: string): boolean => /^(?:0|[1-9]\d{0,8})$/.test(name);

const printed = (name: string): string => {
  if (isIndex(name)) return `[${name}]`;
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
};

const unquoted = (text: string): string => text.slice(1, -1).replaceAll(/\\(['"])/g, '$1');
