/// Home: a sentence with the starter model's attention over it, what one can do, what was done lately, what this computer
/// can do; and the page that greets a newcomer.
@NullMarked
package org.vitrine.ui.home;

import org.jspecify.annotations.NullMarked;
