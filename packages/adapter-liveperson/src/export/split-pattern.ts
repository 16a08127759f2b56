/** The alternatives of a pattern outside all groups, as the vendor lists them. */
export const splitPattern = (pattern: string): string[] => {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let position = 0; position < pattern.length; position += 1) {
    const character = pattern[position];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) {
      found.push(pattern.slice(start, position));
      start = position + 1;
    }
  }
  return [...found, pattern.slice(start)];
};
