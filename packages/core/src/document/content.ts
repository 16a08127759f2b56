import type { Json } from '../json.ts';
import type { Template } from './template.ts';

export type OptionAction =
  | { readonly kind: 'reply' }
  | { readonly kind: 'url'; readonly url: Template }
  | { readonly kind: 'phone'; readonly number: Template }
  | { readonly kind: 'location' }
  | { readonly kind: 'platform'; readonly adapter: string; readonly raw: Json };

/** Something the consumer can tap. A tap yields the option and the text of `semantics.tapText`. */
export interface Option {
  readonly id: string;
  readonly label: Template;
  readonly value?: Template;
  readonly description?: Template;
  readonly action: OptionAction;
  /** Placeholder of a list: the option is repeated for each of its rows, with `{{item.name}}` inside. */
  readonly repeat?: Template;
}

export interface TextContent {
  readonly kind: 'text';
  readonly text: Template;
}

export interface MediaContent {
  readonly kind: 'media';
  readonly type: 'image' | 'video' | 'audio' | 'document';
  readonly url: Template;
  readonly caption?: Template;
}

export interface Card {
  readonly title?: Template;
  readonly subtitle?: Template;
  readonly imageUrl?: Template;
  readonly options: readonly Option[];
  /** Placeholder of a list: the card is repeated for each of its rows, with `{{item.name}}` inside. */
  readonly repeat?: Template;
}

export interface CardContent extends Card {
  readonly kind: 'card';
}

export interface CardsContent {
  readonly kind: 'cards';
  readonly cards: readonly Card[];
}

/** One platform's own rich message: resolved once, parsed as JSON, never read as a template again. */
export interface RichContent {
  readonly kind: 'rich';
  readonly platform: string;
  readonly json: Template;
}

export type Content = TextContent | MediaContent | CardContent | CardsContent | RichContent;
