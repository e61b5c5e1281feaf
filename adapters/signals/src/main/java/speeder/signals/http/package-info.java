/// Expectations in httpbb's file format, and asking them over HTTP.
@NullMarked
package speeder.signals.http;

import org.jspecify.annotations.NullMarked;
