import releaseVariant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSSyncVariant } from 'quickjs-emscripten-core';

/**
 * QuickJS as its library gives it: one runtime in this thread, a new context for each script, a deadline, no other limit.
 * Gives the script's last value as text.
 */
export const createBareQuickJs = async (): Promise<(source: string, timeoutMs: number) => string> => {
  // Its types say that it is CommonJS, and that the default export is within.
  const quickJs = await newQuickJSWASMModuleFromVariant(releaseVariant as unknown as QuickJSSyncVariant);
  const runtime = quickJs.newRuntime();
  let untilMs = 0;
  runtime.setInterruptHandler(() => performance.now() > untilMs);
  return (source, timeoutMs) => {
    untilMs = performance.now() + timeoutMs;
    const context = runtime.newContext();
    const value = context.unwrapResult(context.evalCode(source));
    const text = context.getString(value);
    value.dispose();
    context.dispose();
    return text;
  };
};
