import type { Node } from '../document/node.ts';
import type { Row } from '../document/row.ts';
import type { Script } from '../document/script.ts';
import type { Target } from '../document/target.ts';
import type { Json } from '../json.ts';
import type { Path } from './finding.ts';

/** What a template is printed into. */
export type TemplateRole = 'text' | 'url' | 'query' | 'header' | 'form' | 'json' | 'value' | 'rows' | 'plugin';

export interface NodeSite {
  readonly kind: 'node';
  readonly path: Path;
  readonly node: Node;
  /** Position of its flow in the bot. */
  readonly flow: number;
  /** Position in its flow. */
  readonly index: number;
}

export interface TemplateSite {
  readonly kind: 'template';
  readonly path: Path;
  readonly text: string;
  readonly role: TemplateRole;
  /** Whether it is printed once for each row, so that `{{item}}` is one. */
  readonly perRow: boolean;
}

/** A text in another language than templates. `read` and `write` are names of variables. */
export interface TextSite<K extends string = string> {
  readonly kind: K;
  readonly path: Path;
  readonly text: string;
}

/** A place of a bot where something other than plain data stands. */
export type Site =
  | NodeSite
  | TemplateSite
  | TextSite<'json-path'>
  | TextSite<'regex'>
  | TextSite<'pattern'>
  | TextSite<'read'>
  | TextSite<'write'>
  | { readonly kind: 'target'; readonly path: Path; readonly target: Target }
  | { readonly kind: 'script'; readonly path: Path; readonly script: Script }
  | { readonly kind: 'header'; readonly path: Path; readonly row: Row }
  | { readonly kind: 'platform-part'; readonly path: Path; readonly adapter: string; readonly raw: Json };
