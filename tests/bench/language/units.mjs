/** Numbers as people read them. */

/** 1234567 as `1 234 567`. @param {number} number */
export const grouped = (number) => String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ' ');

/** Seconds as milliseconds, with a digit more where they are few. @param {number} seconds */
export const milliseconds = (seconds) => (Math.abs(seconds) < 0.1 ? (seconds * 1000).toFixed(1) : grouped(seconds * 1000));

/** Of 1 000 000 bytes. @param {number} bytes */
export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/** A ratio. @param {number} ratio */
export const times = (ratio) => `× ${ratio.toFixed(2)}`;
