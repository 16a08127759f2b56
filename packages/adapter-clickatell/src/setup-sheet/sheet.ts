import { referenceTo, variableRead } from '../templates/reference-to.ts';
import { clickatellTemplates } from '../templates/template-dialect.ts';
import { kept, type VendorNames, withReferences } from '../templates/vendor-names.ts';
import type { ClickatellDocument } from '../wire/document.ts';
import type { GoTo } from '../wire/go-to.ts';
import { code } from './markdown.ts';

/** What each part of a sheet is written with. */
export interface Sheet {
  readonly document: ClickatellDocument;
  /** A text as it is typed: without what only this format has names for. */
  typed(text: string): string;
  /** What to do with an output, as a sentence without its end. `following`: the id of the step that is listed next. */
  leadsTo(goTo: GoTo | undefined, following: string | undefined): string;
}

const unconnected = 'leave it unconnected';

export const createSheet = (document: ClickatellDocument, names: VendorNames): Sheet => {
  const steps = new Map(document.workflows.flatMap(({ nodes }) => nodes.map(({ id, name = id }) => [id, name] as const)));
  const flows = new Map(document.workflows.map(({ id, name = id }) => [id, name] as const));
  const step = (id: string): string =>
    steps.has(id) ? `lead it to the step ${code(steps.get(id) ?? id)}` : `${unconnected}, as there is no step ${code(id)}`;
  return {
    document,
    typed: (text) =>
      clickatellTemplates
        .print(
          withReferences(clickatellTemplates.parse(text).tree, (reference) => {
            const read = variableRead(reference);
            const [first, field, ...rest] = read?.rest ?? [];
            if (read === undefined || first === undefined || !('name' in first) || first.name !== kept) return reference;
            const known = names.apis
              .get(read.name)
              ?.fields.find(({ name }) => field !== undefined && 'name' in field && field.name === name);
            return referenceTo(read.name, known ? [...known.steps, ...rest] : [...(field === undefined ? [] : [field]), ...rest]);
          }),
        )
        // Only this format needs a form for brackets that are meant as such.
        .replaceAll('[["[["]]', '[['),
    leadsTo: (goTo, following) => {
      if (goTo === undefined || 'next' in goTo) return following === undefined ? unconnected : step(following);
      if ('step' in goTo) return step(String(goTo.step));
      if ('workflow' in goTo) return `lead it to the workflow ${code(flows.get(String(goTo.workflow)) ?? String(goTo.workflow))}`;
      if ('repeat' in goTo) return 'lead it to this step itself, again';
      if ('missing' in goTo) return `${unconnected}, as what it led to, ${code(String(goTo.missing))}, does not exist`;
      return unconnected;
    },
  };
};
