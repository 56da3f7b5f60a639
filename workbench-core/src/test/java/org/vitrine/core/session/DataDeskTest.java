package org.vitrine.core.session;

import static org.assertj.core.api.BDDAssertions.then;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import javax.imageio.ImageIO;
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

  @Test
  void a_folder_of_pictures_opens_with_its_classes_and_shows_each() throws Exception {
    for (var name : new String[] {"cat/1.png", "cat/2.png", "dog/1.png"}) {
      var file = folder.resolve("pictures").resolve(name);
      Files.createDirectories(file.getParent());
      ImageIO.write(new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }
    var page = ask(new Request.OpenTable(Recipe.Source.of(folder.resolve("pictures").toString())));
    then(page.pictures()).isTrue();
    then(page.rows()).isEqualTo(3);
    var shown = ask(new Request.ShowPicture(page.source(), "dog/1.png", 16));
    then(shown.width()).isEqualTo(64);
    then(ImageIO.read(new ByteArrayInputStream(shown.png())).getHeight()).isEqualTo(8);
    var profile =
        ask(new Request.ProfileTable(page.source(), null, "image-classification", null, 0));
    then(profile.classes()).extracting(c -> c.label()).containsExactly("cat", "dog");
    then(profile.lengths()).isEmpty();
    then(ask(new Request.OpenTable(Recipe.Source.of(data.toString()))).pictures()).isFalse();
  }
}
