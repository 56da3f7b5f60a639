/// What would be learnt from: a table with a role for every column, what is wrong with its rows, and what a model would read
/// of them.
@NullMarked
package org.vitrine.ui.data;

import org.jspecify.annotations.NullMarked;
