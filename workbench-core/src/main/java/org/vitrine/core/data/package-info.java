/// Data files as tables that are read where they lie, and what learning needs from them: columns, labels, splits, row
/// order, blocks of text, and a profile of what is good and bad about them.
@NullMarked
package org.vitrine.core.data;

import org.jspecify.annotations.NullMarked;
