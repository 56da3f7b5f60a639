package org.vitrine.core.session;

import static org.assertj.core.api.BDDAssertions.then;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Recipe;

class DataDeskTest extends WorkbenchBed {
  @Test
  void tags_of_words_are_no_classes_of_their_row() throws Exception {
    var tagged =
        Files.writeString(
            folder.resolve("tagged.conll"),
            "Anna B-PER\nsings O\n\nRain O\nin O\nOslo B-LOC\n\nIt O\nrains O\n");
    var source = Recipe.Source.of(tagged.toString());
    var profile = ask(new Request.ProfileTable(source, null, "text-classification", null, 0));
    then(profile.trainRows()).isEqualTo(3);
    then(profile.classes()).isEmpty();
    then(ask(new Request.ProfileTable(
                Recipe.Source.of(data.toString()), null, "text-classification", null, 0))
            .classes())
        .hasSizeGreaterThan(1);
  }
}
