import { type Program, parse } from 'acorn';

/** The syntax tree of a script, with lines; undefined where it is no script. */
export const parseScript = (source: string): Program | undefined => {
  try {
    // `for each (… in list)`, which the vendor's engine has, reads as `for (… in list)`, at the same places.
    const standard = source.replaceAll(/\bfor(\s+)each(?=\s*\()/g, (_, space: string) => `for${space}    `);
    return parse(standard, { ecmaVersion: 5, locations: true, allowReturnOutsideFunction: true });
  } catch {
    return undefined;
  }
};
