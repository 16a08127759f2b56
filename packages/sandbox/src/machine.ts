import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten-core';
import { guestKernel } from './guest-kernel.ts';
import { type GuestDialect, type GuestEnd, type GuestFailure, type GuestRun, guestFiles } from './guest-outcome.ts';
import { type MemoryImage, takeImage } from './memory-image.ts';
import { quickJsVariant } from './quick-js-variant.ts';

const pageBytes = 65_536;
/** What the memory of QuickJS has from the start: its stack, and room. */
const leastPages = 256;
/** For saying what an error was, after the deadline. */
const lastWordsMs = 50;

/** A QuickJS with a memory of its own and one dialect prepared in it. */
export interface Machine {
  /** Runs a script in a context that nothing ever ran in. */
  run(run: GuestRun): GuestEnd;
  /** Makes the context for the next run. False: it cannot, and must be replaced. */
  renew(): boolean;
}

export interface MachineOptions {
  /** Of WebAssembly, compiled. */
  readonly module: WebAssembly.Module;
  readonly memoryBytes: number;
  readonly stackBytes: number;
}

/**
 * Prepares a dialect: the context with its functions is built once, and its memory remembered. Each run begins with that
 * memory. Throws what the prelude throws.
 */
export const createMachine = async (dialect: GuestDialect, { module, memoryBytes, stackBytes }: MachineOptions): Promise<Machine> => {
  const maximum = Math.max(leastPages, Math.floor(memoryBytes / pageBytes));
  const { memory, refusal } = cappedMemory(maximum);
  const quickJs = await newQuickJSWASMModuleFromVariant(newVariant(quickJsVariant, { wasmModule: module, wasmMemory: memory }));
  const runtime = quickJs.newRuntime();
  let untilMs = Number.POSITIVE_INFINITY;
  let isInterrupted = false;
  runtime.setMaxStackSize(stackBytes);
  runtime.setInterruptHandler(() => {
    isInterrupted = performance.now() > untilMs;
    return isInterrupted;
  });
  const context = runtime.newContext();
  const kernel = buildKernel(context, dialect);
  // The run would write over this process' side of the memory, were it larger than what can be had.
  const largestText = maximum * pageBytes * 0.25;
  const image: MemoryImage = takeImage(memory);
  let isBroken = false;

  const call = (handle: QuickJSHandle, ...given: readonly string[]) =>
    context.callFunction(handle, context.undefined, ...given.map((text) => context.newString(text)));

  const textsOf = (): readonly string[] => {
    const texts: string[] = [];
    for (;;) {
      const text = call(kernel.nextText);
      if (text.error || context.sameValue(text.value, context.undefined)) return texts;
      texts.push(context.getString(text.value));
    }
  };

  const lastWords = (error: QuickJSHandle): GuestEnd => {
    const problem = isInterrupted ? 'deadline' : refusal.isLast ? 'memory' : 'throw';
    untilMs = performance.now() + lastWordsMs;
    isInterrupted = false;
    const said = context.callFunction(kernel.describe, context.undefined, error, context.newString(problem));
    if (said.error) return failed(problem);
    return { outcome: context.getString(said.value), texts: problem === 'memory' ? [] : textsOf() };
  };

  const evaluate = ({ source, globals, input, timeoutMs }: GuestRun): GuestEnd => {
    untilMs = performance.now() + timeoutMs;
    isInterrupted = false;
    refusal.isLast = false;
    const started = call(kernel.start, input.head, ...input.texts);
    if (started.error) return lastWords(started.error);
    for (const [file, text] of [[guestFiles.globals, globals] as const, [guestFiles.script, source] as const]) {
      const evaluated = text === undefined ? undefined : context.evalCode(text, file, { type: 'global' });
      if (evaluated?.error) return lastWords(evaluated.error);
    }
    // Who waits for a promise waits for what comes after the script, and nothing does.
    if (runtime.hasPendingJob()) return lastWords(context.newString('it leaves work to promises, and a script is over when it ends'));
    const finished = call(kernel.finish);
    return finished.error ? lastWords(finished.error) : { outcome: context.getString(finished.value), texts: textsOf() };
  };

  return {
    run: (run) => {
      const { head, texts } = run.input;
      const length = [run.source, run.globals ?? '', head, ...texts].reduce((sum, text) => sum + text.length, 0);
      if (length * 3 > largestText) return failed('memory');
      try {
        return evaluate(run);
      } catch (error) {
        // Neither a script's error nor its end: QuickJS itself gave up, so nothing of it can be used any more.
        isBroken = true;
        if (error instanceof RangeError) return failed('throw', 'it is nested too deep to be read');
        return failed(refusal.isLast ? 'memory' : 'throw');
      }
    },
    renew: () => {
      if (isBroken || image.isOutgrown()) return false;
      image.restore();
      return true;
    },
  };
};

/** A memory that tells whether it was refused to grow: it may be short of its maximum, where more was asked for than is left. */
const cappedMemory = (maximum: number): { readonly memory: WebAssembly.Memory; readonly refusal: { isLast: boolean } } => {
  const memory = new WebAssembly.Memory({ initial: leastPages, maximum });
  const refusal = { isLast: false };
  memory.grow = (pages) => {
    refusal.isLast = true;
    const before = WebAssembly.Memory.prototype.grow.call(memory, pages);
    // More than is needed is asked for first, and less when that is refused.
    refusal.isLast = false;
    return before;
  };
  return { memory, refusal };
};

const buildKernel = (context: QuickJSContext, { id, prelude }: GuestDialect) => {
  const global = context.global;
  const kernel = context.unwrapResult(
    context.callFunction(context.unwrapResult(context.evalCode(guestKernel, 'sandbox', { type: 'global' })), context.undefined, global),
  );
  const built = context.unwrapResult(context.evalCode(`(function (host, global) {${prelude}\n})`, `dialect ${id}`, { type: 'global' }));
  context.unwrapResult(context.callFunction(context.getProp(kernel, 'build'), context.undefined, built));
  return {
    start: context.getProp(kernel, 'start'),
    finish: context.getProp(kernel, 'finish'),
    nextText: context.getProp(kernel, 'nextText'),
    describe: context.getProp(kernel, 'describe'),
  };
};

const failed = (problem: GuestFailure['problem'], message = ''): GuestEnd => ({
  outcome: JSON.stringify({ kind: 'failed', problem, name: '', message, stack: '' } satisfies GuestFailure),
  texts: [],
});
