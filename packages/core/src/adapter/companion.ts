/**
 * A text for people that comes with a platform's document: the steps by which somebody types it into the platform's own
 * screens, where the platform takes no files.
 */
export interface Companion {
  /** What the file is called by, beside the document: `.md` beside `shop.json` is `shop.md`. Each companion has its own. */
  readonly extension: `.${string}`;
  readonly text: string;
}
