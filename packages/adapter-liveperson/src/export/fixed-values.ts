// Assumed: nobody checks when an imported bot was made, nor its hash (files that were edited by hand and kept the old one
// are published), so that the same bot can be the same file.

export const fixedHash = '0';
export const fixedTimeMs: number = Date.UTC(2026, 0, 1);
export const fixedTime = '2026-01-01 00:00:00';
