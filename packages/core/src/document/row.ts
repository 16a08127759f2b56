import type { Template } from './template.ts';

/** One header, query parameter or form field. Rows keep their order, and names may repeat. */
export interface Row {
  readonly name: string;
  readonly value: Template;
}
