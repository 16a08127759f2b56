/** How many there were lately, and how many of them were marked. Costs a few additions, and never grows. */
export class SlidingCounts {
  all = 0;
  marked = 0;
  readonly #slotMs: number;
  readonly #slots = new Float64Array(2 * slots);
  #current = Number.NEGATIVE_INFINITY;

  /** What is older than the window, to a tenth of it, is forgotten. */
  constructor(windowMs: number) {
    this.#slotMs = windowMs / slots;
  }

  add(nowMs: number, isMarked: boolean): void {
    this.forget(nowMs);
    const at = slotOf(this.#current);
    this.all += 1;
    this.#slots[at] = (this.#slots[at] ?? 0) + 1;
    if (!isMarked) return;
    this.marked += 1;
    this.#slots[at + 1] = (this.#slots[at + 1] ?? 0) + 1;
  }

  /** Drops what has become too old by now. A clock that goes backwards changes nothing. */
  forget(nowMs: number): void {
    const present = Math.floor(nowMs / this.#slotMs);
    if (present <= this.#current) return;
    if (present - this.#current >= slots) this.clear();
    else for (let slot = this.#current + 1; slot <= present; slot++) this.#empty(slotOf(slot));
    this.#current = present;
  }

  clear(): void {
    this.#slots.fill(0);
    this.all = 0;
    this.marked = 0;
  }

  #empty(at: number): void {
    this.all -= this.#slots[at] ?? 0;
    this.marked -= this.#slots[at + 1] ?? 0;
    this.#slots[at] = 0;
    this.#slots[at + 1] = 0;
  }
}

const slots = 10;

const slotOf = (slot: number): number => 2 * (((slot % slots) + slots) % slots);
