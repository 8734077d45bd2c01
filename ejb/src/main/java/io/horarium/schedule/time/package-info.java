/**
 * When something is due: cron lines of both dialects, simple repetition, time zones and the rule
 * for the days on which clocks change (design.md section 9). Pure calculation over {@code
 * java.time}; nothing here knows a clock, a database or Quartz.
 */
package io.horarium.schedule.time;
