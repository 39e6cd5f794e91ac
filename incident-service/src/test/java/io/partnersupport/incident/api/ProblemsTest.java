package io.partnersupport.incident.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.application.AdjustBalance.AdjustmentRefusal;
import io.partnersupport.incident.application.AttachFile.FileRefusal;
import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.advisory.AdvisoryRefusal;
import io.partnersupport.incident.domain.lifecycle.ActRefusal;
import io.partnersupport.incident.domain.plan.ChosenBecause;
import io.partnersupport.incident.domain.response.ResponseStep;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {
    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyCodeHasItsTexts(Refusal refusal) {
        for (String kind : new String[] {"title", "detail", "nextStep"}) {
            assertThat(ProblemTexts.find(Problem.codeOf(refusal), kind, Locale.ENGLISH))
                    .as(refusal + "." + kind)
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(ChosenBecause.class)
    void everyChoiceIsExplained(ChosenBecause because) {
        assertThat(ProblemTexts.find("chosen-because", Problem.codeOf(because), Locale.ENGLISH))
                .isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(ResponseStep.Code.class)
    void everyStepOfTheResponseClockIsTold(ResponseStep.Code code) {
        assertThat(ProblemTexts.find("response-step", Problem.codeOf(code), Locale.ENGLISH))
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "en, 'Monday, Friday'",
        "pl, 'poniedziałek, piątek'",
        "ru, 'понедельник, пятница'",
        "zh-Hans, '星期一, 星期五'"
    })
    @DisplayName("DOMAIN 7: working days are named in the reader's language; programs get them as they are")
    void workingDaysAreNamedInTheReadersLanguage(String language, String days) {
        ResponseStep step = new ResponseStep(
                ResponseStep.Code.BUSINESS_HOURS,
                Map.of(
                        "region", "PL",
                        "opensAt", "09:00",
                        "closesAt", "17:00",
                        "timeZone", "Europe/Warsaw",
                        "workdays", "MONDAY, FRIDAY",
                        "language", "pl"));
        assertThat(IncidentResponseTarget.textOf(step, Locale.forLanguageTag(language)))
                .contains(days);
        assertThat(step.values()).containsEntry("workdays", "MONDAY, FRIDAY");
    }

    @ParameterizedTest
    @EnumSource(ActRefusal.class)
    void everyRefusalOfAnActHasItsTexts(ActRefusal refusal) {
        hasTexts(Problem.codeOf(refusal));
        assertThat(HandlingProblems.statusOf(refusal)).isIn(403, 409, 422);
    }

    @ParameterizedTest
    @EnumSource(AdjustmentRefusal.class)
    void everyRefusalOfAnAdjustmentHasItsTexts(AdjustmentRefusal refusal) {
        hasTexts(Problem.codeOf(refusal));
    }

    @ParameterizedTest
    @EnumSource(FileRefusal.class)
    void everyRefusalOfAFileHasItsTexts(FileRefusal refusal) {
        hasTexts(Problem.codeOf(refusal));
    }

    @ParameterizedTest
    @EnumSource(AdvisoryRefusal.class)
    void everyRefusalOfAdviceHasItsTexts(AdvisoryRefusal refusal) {
        hasTexts(Problem.codeOf(refusal));
    }

    private static void hasTexts(String code) {
        for (String kind : new String[] {"title", "detail", "nextStep"}) {
            assertThat(ProblemTexts.find(code, kind, Locale.ENGLISH))
                    .as(code + "." + kind)
                    .isNotBlank();
        }
    }
}
