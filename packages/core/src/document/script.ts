/**
 * Source text of a script. What it may call follows from `dialect`: `es5` is core's own,
 * an adapter brings the dialect of its platform (`liveperson`).
 */
export interface Script {
  readonly dialect: string;
  readonly source: string;
}
