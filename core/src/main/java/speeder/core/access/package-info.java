/// Who may do what: tokens, roles, and who must agree.
@NullMarked
package speeder.core.access;

import org.jspecify.annotations.NullMarked;
