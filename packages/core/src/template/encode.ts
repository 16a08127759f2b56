/** Percent-encodes all but letters, digits and `-_.!~*'()`. Half a surrogate pair becomes the replacement character. */
export const percentEncoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** The same as forms do it: a space is a plus sign. */
export const formEncoded = (text: string): string => percentEncoded(text).replaceAll('%20', '+');
