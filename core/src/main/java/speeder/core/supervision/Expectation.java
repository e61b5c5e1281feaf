package speeder.core.supervision;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One request and what its answer must be, in the words of httpbb's test files.
///
/// @param url scheme, host and path; the host picks the tenant, the address asked is the slot's
/// @param status codes of which one must come; empty allows any below 400
public record Expectation(
    String url,
    String method,
    SortedMap<String, String> headers,
    Optional<String> body,
    List<Integer> status,
    List<String> bodyContains,
    List<String> bodyRegex,
    SortedMap<String, String> headersEqual,
    SortedMap<String, String> headersMatch) {}
