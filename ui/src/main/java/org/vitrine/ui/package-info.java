/// The window of Vitrine. [org.vitrine.ui.VitrineWindow] opens it over a workbench and needs nothing else.
@NullMarked
package org.vitrine.ui;

import org.jspecify.annotations.NullMarked;
