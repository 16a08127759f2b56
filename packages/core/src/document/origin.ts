/**
 * Where an imported bot came from: the vendor's document, letter by letter. In memory and in one file it stands in the
 * bot, as `origins[adapter]`; a bot kept as a file of its own names a file beside it instead.
 */
export type Origin = InlineOrigin | OriginFile;

export interface InlineOrigin {
  readonly source: string;
}

export interface OriginFile {
  /** Relative to the bot's own file, and within its folder. */
  readonly file: string;
  /** Of the file's bytes, in hex. */
  readonly sha256: string;
}
