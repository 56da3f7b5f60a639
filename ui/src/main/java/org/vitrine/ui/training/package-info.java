/// The form of a new run: model, data and task, settings with a sentence each, and beside them what the run would need. It
/// makes a recipe and nothing else.
@NullMarked
package org.vitrine.ui.training;

import org.jspecify.annotations.NullMarked;
