"""In and out: sheets and archives brought in, everything taken out, the calendar, leaving."""
