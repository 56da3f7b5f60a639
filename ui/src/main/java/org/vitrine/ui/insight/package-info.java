/// The Attention screen: what every head of a model reads in a sentence, one head large, its lines, and what the model says.
@NullMarked
package org.vitrine.ui.insight;

import org.jspecify.annotations.NullMarked;
