import { isJsonObject, type Json } from '../json.ts';

/** A button of a rich message. */
export interface RichButton {
  readonly label: string;
  readonly value?: string;
  readonly url?: string;
}

/** What a platform's own message says, as far as that can be told without knowing the platform. */
export interface RichParts {
  readonly texts: readonly string[];
  readonly buttons: readonly RichButton[];
}

/**
 * Finds the texts and buttons of a platform's own message, in the order of the document. A text is what stands under
 * `title`, `text`, `label`, `subtitle`, `body`, `caption` or `description`. A button is an object with a `label`, `title`
 * or `text` whose `type` says so, or that stands under `buttons`, `replies`, `quickReplies` or `reply`; it is a link when
 * it holds a `url` or `uri`. What a tap says is its `value`, or the `text` of an action inside it that publishes one. Nothing
 * else is said: no payloads, no ids, no pictures.
 */
export const richParts = (json: Json): RichParts => {
  const texts: string[] = [];
  const buttons: RichButton[] = [];
  // No recursion: the document is the author's, and may be deep.
  const open: (readonly [field: string, value: Json])[] = [['', json]];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const [field, value] = entry;
    if (typeof value === 'string') {
      if (textFields.has(field) && value !== '') texts.push(value);
    } else if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index -= 1) open.push([field, value[index] as Json]);
    } else if (isJsonObject(value)) {
      const button = buttonOf(field, value);
      if (button) buttons.push(button);
      else for (const [name, inner] of Object.entries(value).reverse()) open.push([name, inner]);
    }
  }
  return { texts, buttons };
};

const textFields: ReadonlySet<string> = new Set(['title', 'text', 'label', 'subtitle', 'body', 'caption', 'description']);
const buttonFields: ReadonlySet<string> = new Set(['buttons', 'replies', 'quickReplies', 'quick_replies', 'reply']);
const buttonTypes: ReadonlySet<Json | undefined> = new Set(['button', 'reply', 'quickReply', 'quick_reply', 'link']);

const buttonOf = (field: string, value: { readonly [name: string]: Json }): RichButton | undefined => {
  const label = [value.label, value.title, value.text].find((text) => typeof text === 'string' && text !== '');
  if (typeof label !== 'string' || !(buttonFields.has(field) || buttonTypes.has(value.type))) return undefined;
  const url = linkIn(value, 4);
  const said = typeof value.value === 'string' ? value.value : publishedIn(value, 4);
  return { label, ...(url !== undefined && { url }), ...(said !== undefined && { value: said }) };
};

const publishedIn = (value: Json, depth: number): string | undefined => {
  if (depth === 0 || typeof value !== 'object' || value === null) return undefined;
  if (isJsonObject(value) && value.type === 'publishText' && typeof value.text === 'string') return value.text;
  for (const inner of Object.values(value)) {
    const found = publishedIn(inner as Json, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
};

const linkIn = (value: Json, depth: number): string | undefined => {
  if (depth === 0 || typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && (name === 'url' || name === 'uri')) return inner;
    const found = linkIn(inner, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
};
