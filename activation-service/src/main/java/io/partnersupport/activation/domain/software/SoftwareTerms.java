package io.partnersupport.activation.domain.software;

import io.partnersupport.activation.domain.benefit.Category;
import java.util.List;
import java.util.Optional;

/** In which languages and for which operating systems software comes, and from where. */
public record SoftwareTerms(
        List<String> languages, List<String> operatingSystems, List<Download> downloads, String instructions) {
    public static final Category<SoftwareTerms> CATEGORY = new Category<>("SOFTWARE", SoftwareTerms.class);

    public SoftwareTerms {
        languages = languages == null ? List.of() : List.copyOf(languages);
        operatingSystems = operatingSystems == null ? List.of() : List.copyOf(operatingSystems);
        downloads = downloads == null ? List.of() : List.copyOf(downloads);
    }

    public record Download(String language, String operatingSystem, String url) {}

    public boolean offersLanguage(Optional<String> language) {
        return language.isEmpty() || languages.contains(language.get());
    }

    public boolean offersOperatingSystem(Optional<String> operatingSystem) {
        return operatingSystem.isEmpty() || operatingSystems.contains(operatingSystem.get());
    }

    /** The downloads of a choice; where nothing is chosen, all. */
    public List<Download> downloads(Optional<String> language, Optional<String> operatingSystem) {
        return downloads.stream()
                .filter(download -> language.isEmpty() || language.get().equals(download.language()))
                .filter(download ->
                        operatingSystem.isEmpty() || operatingSystem.get().equals(download.operatingSystem()))
                .toList();
    }
}
