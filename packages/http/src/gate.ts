import type { CallScope } from './call-scope.ts';
import { Line } from './line.ts';

/** Lets a limited number through at once; the others wait in line, first come first served. */
export class Gate {
  #inside = 0;
  readonly #line = new Line<() => void>();

  /**
   * Resolves to true once inside, to false when the scope ended first; false at once when the line is full. Not a
   * promise when there is nothing to wait for.
   */
  enter(limit: number, queue: number, scope: CallScope): boolean | Promise<boolean> {
    if (this.#inside < limit) {
      this.#inside += 1;
      return true;
    }
    if (this.#line.length >= queue || scope.ended !== undefined) return false;
    return new Promise((resolve) => {
      const admit = () => {
        scope.waitsFor = undefined;
        resolve(true);
      };
      this.#line.join(admit);
      const stop = () => {
        this.#line.leave(admit);
        resolve(false);
      };
      scope.waitsFor = { stop };
    });
  }

  /** Gives the place to the next in line. */
  leave(): void {
    const next = this.#line.next();
    if (next === undefined) this.#inside -= 1;
    else next();
  }

  get isIdle(): boolean {
    return this.#inside === 0 && this.#line.length === 0;
  }
}
