/// Makes vocabularies: counts the words of any amount of text, merges the commonest pairs of pieces until there are as many
/// pieces as asked for, and writes a folder that [org.vitrine.core.tokenizer.Tokenizer] and `transformers` open.
@NullMarked
package org.vitrine.core.tokenizer.train;

import org.jspecify.annotations.NullMarked;
