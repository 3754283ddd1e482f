/**
 * How long a browser that proved once that an order is its own may come back to it, in days (experience.md: three
 * weeks in the same browser).
 */
export const ACCESS_DAYS = 21;
