/// The models on this computer: one list, and a page that says what a model is, from its layers down to single values.
@NullMarked
package org.vitrine.ui.models;

import org.jspecify.annotations.NullMarked;
