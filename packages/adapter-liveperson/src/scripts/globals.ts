import type { Bot, Script } from '@dragoman/core';
import { openBraceVariable } from '../templates/print-placeholder.ts';
import { functionsIn } from './es5-functions.ts';
import { blockFits, type GeneratedBlock, printBlock, splitBlocks } from './generated-block.ts';
import { printPanel } from './print-es5.ts';
import { readScript } from './read-es5.ts';

export interface GlobalsOptions {
  /** Whether a printed text takes its brace from `openBraceVariable`. */
  readonly openBrace?: boolean;
}

/**
 * The source of the global functions: what generated scripts need, the bot's own globals, and `__initConversation`, which
 * runs as a conversation begins. Undefined where there is nothing to say.
 *
 * A script `init` of which the globals hold the function is not printed; any other one becomes that function.
 */
export const printGlobals = (scripts: Bot['scripts'], library?: string, { openBrace = false }: GlobalsOptions = {}): string | undefined => {
  const { globals, init } = scripts ?? {};
  const parts = [
    ...(library === undefined ? [] : [library]),
    ...(openBrace ? [printBlock({ brace: openBraceVariable }, braceCode)] : []),
    ...(globals === undefined ? [] : [globals.dialect === 'es5' ? es5Block(globals.source) : globals.source]),
    ...(init === undefined || isDeclared(scripts) ? [] : [initBlock(init)]),
  ];
  return parts.length === 0 ? undefined : parts.join('\n');
};

/**
 * Reads the source of the global functions. `restore`: without what was generated, and with what that was made from.
 * Where `__initConversation` is declared, it is what runs as a conversation begins. Undefined where nothing is left.
 *
 * @see https://developers.liveperson.com/conversation-builder-global-functions.html calls it initConversation; every real bot has the underscores
 */
export const readGlobals = (source: string, { restore }: { readonly restore: boolean }): Bot['scripts'] | undefined => {
  const texts: string[] = [];
  let globals: Script | undefined;
  let init: Script | undefined;
  for (const part of restore ? splitBlocks(source) : [source]) {
    if (typeof part === 'string') texts.push(part);
    else {
      const made = blockFits(part) ? madeFrom(part) : undefined;
      if (made?.globals !== undefined && globals === undefined) globals = made.globals;
      else if (made?.init !== undefined) init = made.init;
      else if (made === undefined || made.globals !== undefined) return readGlobals(source, { restore: false });
    }
  }
  const own = texts.join('\n');
  if (globals === undefined && own !== '') globals = { dialect: 'liveperson', source: own };
  // Scripts of two dialects in one place: all of it is the platform's.
  else if (own.trim() !== '') return readGlobals(source, { restore: false });
  if (init === undefined && globals?.dialect === 'liveperson' && declaration.test(globals.source)) init = initCall;
  return globals === undefined && init === undefined ? undefined : { ...(globals && { globals }), ...(init && { init }) };
};

const madeFrom = ({ marker: { payload }, code }: GeneratedBlock): { readonly globals?: Script; readonly init?: Script } | undefined => {
  if ('library' in payload || 'brace' in payload) return {};
  if (payload.globals === 'es5') {
    const source = code.slice(code.indexOf('\n') + 1);
    return es5Code(source) === code ? { globals: { dialect: 'es5', source } } : undefined;
  }
  if (payload.init !== true || !code.startsWith(initOpening) || !code.endsWith(initClosing)) return undefined;
  return { init: readScript(code.slice(initOpening.length, -initClosing.length), { restore: true }) };
};

const braceCode = `// The brace of texts that would be taken for placeholders.
botContext.setBotVariable("${openBraceVariable}", "{", true, false);
function __initConversation() {}`;

const es5Block = (source: string): string => printBlock({ globals: 'es5' }, es5Code(source));

/** Functions that are declared here call what the script calls that calls them. */
const es5Code = (source: string): string => {
  const given = functionsIn(source).map((name) => `${name} = dragoman.functions.${name}`);
  return `${given.length === 0 ? '// In es5.' : `var ${given.join(', ')};`}\n${source}`;
};

const initBlock = (init: Script): string => printBlock({ init: true }, `${initOpening}${printPanel(init)}${initClosing}`);

const initOpening = 'function __initConversation() {\n';
const initClosing = '\n}';

const initCall: Script = { dialect: 'liveperson', source: '__initConversation();' };

const isDeclared = (scripts: Bot['scripts']): boolean =>
  scripts?.init?.dialect === initCall.dialect &&
  scripts.init.source === initCall.source &&
  scripts.globals?.dialect === 'liveperson' &&
  declaration.test(scripts.globals.source);

const declaration = /(?:\bfunction\s+__initConversation\s*\(|\b__initConversation\s*=\s*function\b)/;
