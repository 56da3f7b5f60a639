/// A folder as a model: which family it is, whether its weights fit the family’s tree, opening, running and saving.
@NullMarked
package org.vitrine.core.model;

import org.jspecify.annotations.NullMarked;
