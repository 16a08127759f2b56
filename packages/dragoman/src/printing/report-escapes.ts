/** A text as the message of an annotation on GitHub. */
export const escapeGithub = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A text as a property of one, such as its file. */
export const githubProperty = (text: string): string => escapeGithub(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Escaped for XML, without the characters XML cannot hold at all. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
