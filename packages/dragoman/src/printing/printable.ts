/**
 * Text that cannot command a terminal: control characters (but tab and line feed) become their visible pictures. What
 * a bot, an API or a file says is printed only through this.
 */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, picture);

const picture = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code === 0x0d) return '';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
};

/** One line of at most `width` characters; what is cut off shows as `…`. */
export const oneLine = (text: string, width: number): string => {
  const line = printable(text.replaceAll(/\s*\n\s*/g, ' ↵ '));
  if (line.length <= width) return line;
  const characters = [...line];
  return characters.length <= width ? line : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
};
