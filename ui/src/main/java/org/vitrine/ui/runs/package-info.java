/// Every experiment, found and compared: the table of runs, the page of one run while it goes and after, and runs laid over
/// one another.
@NullMarked
package org.vitrine.ui.runs;

import org.jspecify.annotations.NullMarked;
