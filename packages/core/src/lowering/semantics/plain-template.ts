import type { Template } from '../../document/template.ts';
import { printTemplate } from '../../template/print-template.ts';

/** A template that prints exactly this text. */
export const plainTemplate = (text: string): Template => printTemplate([{ kind: 'text', text }]);
