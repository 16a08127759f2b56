import releaseVariant from '@jitl/quickjs-wasmfile-release-sync';
import type { QuickJSSyncVariant } from 'quickjs-emscripten-core';

type ModuleLoader = Extract<Awaited<ReturnType<QuickJSSyncVariant['importModuleLoader']>>, (...given: never[]) => unknown>;
type Module = Awaited<ReturnType<ModuleLoader>>;

// Its types say that it is CommonJS, and that the default export is within.
const release = releaseVariant as unknown as QuickJSSyncVariant;

/** The build of QuickJS that scripts run in. Texts are written into its memory by the encoder of the platform. */
export const quickJsVariant: QuickJSSyncVariant = {
  ...release,
  importModuleLoader: async () => {
    const load = (await release.importModuleLoader()) as ModuleLoader;
    return async (options) => withPlatformEncoder(await load(options));
  },
};

/** Its own encoder goes through a text twice, a character at a time: a tenth of what a transform of 5 KB takes. */
const withPlatformEncoder = (module: Module): Module => {
  const encoder = new TextEncoder();
  const encodeOneByOne = module.stringToUTF8;
  module.lengthBytesUTF8 = (text) => Buffer.byteLength(text);
  module.stringToUTF8 = (text, at, capacity = Number.POSITIVE_INFINITY) => {
    // Half of a surrogate pair has no encoding, and QuickJS keeps it all the same.
    if (!text.isWellFormed()) return encodeOneByOne(text, at, capacity);
    const { written } = encoder.encodeInto(text, module.HEAPU8.subarray(at, at + capacity - 1));
    module.HEAPU8[at + written] = 0;
  };
  return module;
};
